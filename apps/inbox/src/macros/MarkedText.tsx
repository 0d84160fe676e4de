import type { JSX } from 'preact'
import { openVariables } from '../models/macro-text.ts'

/** A text in which what is not filled in stands out. */
export function MarkedText({ text }: { text: string }): JSX.Element {
  const parts: (string | JSX.Element)[] = []
  let from = 0
  for (const { written, at } of openVariables(text)) {
    parts.push(text.slice(from, at), <mark>{written}</mark>)
    from = at + written.length
  }
  return (
    <>
      {parts}
      {text.slice(from)}
    </>
  )
}
