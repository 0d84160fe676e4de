/** English of what is drawn within messages beyond words. */
import type { MarkupStrings } from './strings.ts'

export const markupEn: MarkupStrings = {
  table: 'Table',
  copied: 'Copied',
  showImage: (host) => `Show image from ${host}`,
  imageFailed: 'The image could not be shown.',
  openImage: (host) => `Open it on ${host}`,
}
