/** What a file is, as its own bytes say: no name and no media type that somebody tells is believed.  [SV182] */
import { PICTURE_MAX_BYTES, PICTURE_MAX_PIXELS } from '@porchlight/protocol'
import type { Drawing } from './picture/drawing.ts'
import { readJpeg } from './picture/read-jpeg.ts'
import { readPng } from './picture/read-png.ts'
import { readWebp } from './picture/read-webp.ts'

/** A picture that any browser shows, that can do nothing else, and that tells nothing else.  [SV185] */
export interface Picture {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly bytes: Buffer
}

/** Why a file is refused before it is looked into. */
export const PICTURE_TOO_LARGE: string = `A picture may have ${PICTURE_MAX_BYTES} bytes.`

/** @returns why it is none that is taken, in a sentence, or what of it draws */
export function readPicture(file: Buffer): Picture | string {
  if (file.length > PICTURE_MAX_BYTES) return PICTURE_TOO_LARGE
  for (const [mediaType, read] of KINDS) {
    const drawing = read(file)
    if (drawing === null) continue
    if (typeof drawing === 'string') return drawing
    const { width, height, bytes } = drawing
    const isSmall = [width, height].every((side) => side > 0 && side <= PICTURE_MAX_PIXELS)
    if (!isSmall) return `A picture may be ${PICTURE_MAX_PIXELS} pixels wide and high.`
    return { mediaType, bytes }
  }
  return 'Must be a PNG, JPEG or WebP picture.'
}

const KINDS: readonly (readonly [
  Picture['mediaType'],
  (file: Buffer) => Drawing | string | null,
])[] = [
  ['image/png', readPng],
  ['image/jpeg', readJpeg],
  ['image/webp', readWebp],
]
