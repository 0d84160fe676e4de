import type { JSX } from 'preact'
import { CopyButton } from './CopyButton.tsx'
import { canCopy } from './copy-text.ts'
import type { MarkupWords } from './markup-words.ts'

/** The name of a language, and a way to take the lines along. */
export function CodeBar(props: {
  readonly lang: string
  readonly text: string
  readonly words: MarkupWords
}): JSX.Element | null {
  const { lang, text, words } = props
  if (lang === '' && !canCopy()) return null
  return (
    <div class="code-bar">
      <span>{lang}</span>
      <CopyButton text={text} words={words} />
    </div>
  )
}
