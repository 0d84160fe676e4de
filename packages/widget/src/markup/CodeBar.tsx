import { useSignal } from '@preact/signals'
import type { JSX, TargetedEvent } from 'preact'
import { canCopy, copyText } from './copy-text.ts'
import type { MarkupWords } from './markup-words.ts'

/** The name of a language, and a way to take the lines along. */
export function CodeBar(props: {
  readonly lang: string
  readonly text: string
  readonly words: MarkupWords
}): JSX.Element | null {
  const { lang, text, words } = props
  const { copy: label, copied } = words.value
  const isCopied = useSignal(false)

  async function copy({ currentTarget }: TargetedEvent<HTMLElement>): Promise<void> {
    isCopied.value = await copyText(text, currentTarget)
  }
  function forget(): void {
    isCopied.value = false
  }

  if (lang === '' && !canCopy()) return null
  return (
    <div class="code-bar">
      <span>{lang}</span>
      {canCopy() && (
        <button type="button" onClick={copy} onBlur={forget} onPointerLeave={forget}>
          {isCopied.value ? copied : label}
        </button>
      )}
      <span class="unseen" role="status">
        {isCopied.value && copied}
      </span>
    </div>
  )
}
