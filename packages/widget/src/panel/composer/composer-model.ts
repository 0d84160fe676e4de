/** The text that is being written, and what keeps it from being sent. */
import {
  countCharacters,
  isBlank as isBlankText,
  MESSAGE_MAX_CHARACTERS,
} from '@porchlight/protocol'
import type { SendResult } from '@porchlight/sync'
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import type { Refusal } from '../../i18n/strings.ts'
import { cutBeginning } from './cut-beginning.ts'

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
  /**
   * Puts another text there, such as the draft of another conversation. What was to be sent after
   * what is being stored stays where it was written.
   */
  replace(text: string): void
  /** Puts a message there, to be changed. What was being written waits. */
  lend(message: string): void
  /** What waits is this by now. Changes nothing while nothing waits. */
  setAside(text: string): void
  /** Puts there again what has waited. */
  bringBack(): void
  /** Puts a text before what is there, and behind what is being stored. */
  restore(text: string): void
  /** Says why the text stays where it is. */
  refuse(why: Refusal): void
  /** Sends. The text goes away once it is stored, and stays if it is not. */
  submit(): Promise<void>
}

const NEAR_LIMIT_CHARACTERS = 500

/** @param send stores a message; resolves once it is durable */
export function createComposerModel(send: (content: string) => Promise<SendResult>): ComposerModel {
  const text = signal('')
  const refusal = signal<Refusal | null>(null)
  const length = computed(() => countCharacters(text.value))
  const isBlank = computed(() => isBlankText(text.value))
  const isTooLong = computed(() => length.value > MESSAGE_MAX_CHARACTERS)
  /** Texts on their way into the store; together they are the beginning of what was written. */
  let submitted: string[] = []
  /** What was written before a message was lent; null while there is none. */
  let aside: string | null = null
  let storing: Promise<void> | null = null

  function write(next: string): void {
    text.value = next
    if (refusal.value !== 'too_long' || !isTooLong.value) refusal.value = null
  }

  function replace(next: string): void {
    submitted = []
    aside = null
    write(next)
  }

  function unsubmitted(): string {
    return cutBeginning(text.value, submitted.join(''))
  }

  function restore(before: string): void {
    const rest = unsubmitted()
    const sending = text.value.slice(0, text.value.length - rest.length)
    write(sending + (rest === '' ? before : `${before}\n${rest}`))
  }

  async function storeAll(): Promise<void> {
    for (let content = submitted[0]; content !== undefined; content = submitted[0]) {
      const ours = submitted
      const result = await send(content)
      // Another text has come meanwhile. What was written is where it was written.
      if (ours !== submitted) continue
      submitted.shift()
      if (result.kind === 'stored') {
        // What was typed while the message was being stored is the beginning of the next one.
        if (aside === null) text.value = cutBeginning(text.value, content)
        else aside = cutBeginning(aside, content)
        refusal.value = null
      } else {
        // What was to follow it stays behind it, in the composer.
        const unsent = content + submitted.join('')
        submitted.length = 0
        if (aside === null && !text.value.startsWith(unsent)) restore(unsent)
        if (result.kind !== 'blank') refusal.value = result.kind
      }
    }
    storing = null
  }

  return {
    text,
    isBlank,
    length,
    isTooLong,
    isNearLimit: computed(() => length.value > MESSAGE_MAX_CHARACTERS - NEAR_LIMIT_CHARACTERS),
    refusal,
    write,
    replace,
    lend(message) {
      aside ??= text.value
      write(message)
    },
    setAside(next) {
      if (aside !== null) aside = next
    },
    bringBack() {
      const waiting = aside ?? text.value
      aside = null
      write(waiting)
    },
    refuse(why) {
      refusal.value = why
    },
    restore,
    async submit() {
      // Each Enter stands for what had been typed by then: a second one sends nothing twice, and
      // nothing that is still being written.
      const content = unsubmitted()
      if (countCharacters(content) > MESSAGE_MAX_CHARACTERS) refusal.value = 'too_long'
      else if (!isBlankText(content)) {
        submitted.push(content)
        storing ??= storeAll()
      }
      await storing
    },
  }
}
