/** What stands where a reply is written: its words, who they are for, and where the next ones go. */
import {
  countCharacters,
  isBlank,
  REPLY_MAX_CHARACTERS,
  type WireCitation,
} from '@porchlight/protocol'
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Draft } from './drafts.ts'
import { putIn } from './gaps.ts'
import { type OpenVariable, openVariables } from './macro-text.ts'

type Words = Pick<Draft, 'text' | 'isPrivate' | 'sources'>

export interface ReplyText {
  readonly text: ReadonlySignal<string>
  readonly isPrivate: Signal<boolean>
  readonly sources: Signal<readonly WireCitation[]>
  readonly remaining: ReadonlySignal<number>
  readonly unfilled: ReadonlySignal<readonly OpenVariable[]>
  readonly caret: ReadonlySignal<{ readonly at: number }>
  /** Neither blank nor too long. */
  readonly isFit: ReadonlySignal<boolean>
  setText(text: string): void
  /** Says where the caret is. */
  place(start: number, end: number): void
  /** Puts a text where the caret was last, instead of what was chosen there. */
  insert(more: string): void
  /**
   * Puts a draft below what is written, but for a text that is in the other one. It is a note if either
   * is: no visitor is to see that.
   */
  append(draft: Words): void
}

/** Begins with what was kept. */
export function createReplyText(kept: Words | null): ReplyText {
  const text = signal(kept?.text ?? '')
  const isPrivate = signal(kept?.isPrivate ?? false)
  const sources = signal(kept?.sources ?? [])
  const remaining = computed(() => REPLY_MAX_CHARACTERS - countCharacters(text.value))
  const caret = signal({ at: text.peek().length })
  let chosen = { start: caret.peek().at, end: caret.peek().at }

  /** A place in another text is none in this one; the field says where its caret is when it is left. */
  function setText(next: string): void {
    text.value = next
    // A text that is begun anew is nothing of the assistant's.
    if (isBlank(next)) sources.value = []
    chosen = { start: next.length, end: next.length }
  }

  return {
    text,
    isPrivate,
    sources,
    remaining,
    unfilled: computed(() => openVariables(text.value)),
    caret,
    isFit: computed(() => !isBlank(text.value) && remaining.value >= 0),
    setText,
    place(start, end) {
      chosen = { start, end }
    },
    insert(more) {
      const put = putIn(text.peek(), more, chosen)
      setText(put.text)
      caret.value = { at: put.end }
      chosen = { start: put.end, end: put.end }
    },
    append(draft) {
      const known = new Set(sources.peek().map(({ title, url }) => `${url} ${title}`))
      const others = draft.sources.filter(({ title, url }) => !known.has(`${url} ${title}`))
      setText(withBoth(text.peek(), draft.text))
      isPrivate.value ||= draft.isPrivate
      sources.value = [...sources.peek(), ...others]
    },
  }
}

function withBoth(above: string, below: string): string {
  if (above.includes(below)) return above
  return below.includes(above) ? below : `${above}\n\n${below}`
}
