/** The text that is being written, and what keeps it from being sent. */
import { countCharacters, MESSAGE_MAX_CHARACTERS } from '@porchlight/protocol'
import type { SendResult } from '@porchlight/sync'
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Refusal } from '../../i18n/strings.ts'

/** One composer. It is never disabled: one may write on while a message is being stored. */
export interface ComposerModel {
  readonly text: ReadonlySignal<string>
  readonly isBlank: ReadonlySignal<boolean>
  /** In characters as the server counts them. */
  readonly length: ReadonlySignal<number>
  readonly isTooLong: ReadonlySignal<boolean>
  /** So close to the limit that the number is worth showing. */
  readonly isNearLimit: ReadonlySignal<boolean>
  /** Why the last try left the text where it is. */
  readonly refusal: ReadonlySignal<Refusal | null>
  write(text: string): void
  /** Puts a text before what is there. */
  restore(text: string): void
  /** Sends. The text goes away once it is stored, and stays if it is not. */
  submit(): Promise<void>
}

const NEAR_LIMIT_CHARACTERS = 500

/** @param send stores a message; resolves once it is durable */
export function createComposerModel(send: (content: string) => Promise<SendResult>): ComposerModel {
  const text = signal('')
  const refusal = signal<Refusal | null>(null)
  const length = computed(() => countCharacters(text.value))
  const isBlank = computed(() => text.value.trim() === '')
  const isTooLong = computed(() => length.value > MESSAGE_MAX_CHARACTERS)
  let storing: Promise<void> | null = null

  function write(next: string): void {
    text.value = next
    if (refusal.value !== 'too_long' || !isTooLong.value) refusal.value = null
  }

  async function submitOnce(): Promise<void> {
    const content = text.value
    if (isBlank.value) return
    if (isTooLong.value) {
      refusal.value = 'too_long'
      return
    }
    const result = await send(content)
    if (result.kind === 'stored') {
      // What was typed while the message was being stored is the beginning of the next one.
      if (text.value.startsWith(content)) text.value = text.value.slice(content.length)
      refusal.value = null
    } else if (result.kind !== 'blank') refusal.value = result.kind
  }

  return {
    text,
    isBlank,
    length,
    isTooLong,
    isNearLimit: computed(() => length.value > MESSAGE_MAX_CHARACTERS - NEAR_LIMIT_CHARACTERS),
    refusal,
    write,
    restore: (before) => write(text.value === '' ? before : `${before}\n${text.value}`),
    submit() {
      // One after the other: a second Enter finds the composer empty and sends nothing twice.
      const submitted = storing === null ? submitOnce() : storing.then(submitOnce)
      storing = submitted
      void submitted.then(() => {
        if (storing === submitted) storing = null
      })
      return submitted
    },
  }
}
