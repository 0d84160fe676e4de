import { useSignal } from '@preact/signals'
import type { JSX, TargetedEvent } from 'preact'
import { canCopy, copyText } from './copy-text.ts'
import type { MarkupWords } from './markup-words.ts'

/** Takes a text along, and says so until one looks away; nothing where there is no clipboard. */
export function CopyButton(props: {
  readonly text: string
  readonly words: MarkupWords
}): JSX.Element | null {
  const { text, words } = props
  const { copy: label, copied } = words.value
  const isCopied = useSignal(false)

  async function copy({ currentTarget }: TargetedEvent<HTMLElement>): Promise<void> {
    isCopied.value = await copyText(text, currentTarget)
  }
  function forget(): void {
    isCopied.value = false
  }

  if (!canCopy()) return null
  return (
    <>
      <button
        type="button"
        class="text-button"
        onClick={copy}
        onBlur={forget}
        onPointerLeave={forget}
      >
        {isCopied.value ? copied : label}
      </button>
      <span class="unseen" role="status">
        {isCopied.value && copied}
      </span>
    </>
  )
}
