/** What keeps a text that is put in apart from the words around it. */
import { isBlank } from '@porchlight/protocol'

/** @returns the text with more instead of what was chosen in it, and where that ends */
export function putIn(
  text: string,
  more: string,
  chosen: { readonly start: number; readonly end: number },
): { readonly text: string; readonly end: number } {
  const before = text.slice(0, chosen.start)
  const after = text.slice(chosen.end)
  const put = before + gapBefore(more, { before, after }) + more
  return { text: put + gapBehind(more, after) + after, end: put.length }
}

/** What is put between words. Behind all that was written it is a paragraph, as a suggestion is. */
function gapBefore(more: string, { before, after }: Record<'before' | 'after', string>): string {
  if (/^\s/.test(more)) return ''
  if (isBlank(after)) return /\S$/.test(before) ? '\n\n' : ''
  // Not behind what opens something: a bracket, a quotation, a dash.
  return /[^\s\p{Ps}\p{Pi}\p{Pd}"'/@#]$/u.test(before) ? ' ' : ''
}

/** What is put before the words that follow. */
function gapBehind(more: string, after: string): string {
  // Not before what closes something: a bracket, a quotation, a sentence.
  return /\S$/.test(more) && /^[^\s\p{Pe}\p{Pf}\p{Po}]/u.test(after) ? ' ' : ''
}
