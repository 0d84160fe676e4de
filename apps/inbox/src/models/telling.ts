/** Tells visitors and colleagues what is done here: whether a reply or a note is written, or only read. */
import type { TeamConversationsClient } from '@porchlight/client'
import {
  type AgentDoing,
  type Clock,
  isBlank,
  LOOKING_TOLD_EVERY_MS,
  WRITING_LASTS_MS,
  WRITING_TOLD_EVERY_MS,
} from '@porchlight/protocol'
import { effect, type ReadonlySignal, untracked } from '@preact/signals'
import { isKeyWithoutRight } from '../session/key-refusal.ts'
import type { Reply } from './reply.ts'

export interface TellingOptions {
  readonly client: Pick<TeamConversationsClient, 'tellActivity'>
  readonly clock: Clock
  /** Of the ticket that is open; null for none. */
  readonly conversation: ReadonlySignal<string | null>
  readonly reply: ReadonlySignal<Reply | null>
  readonly isVisible: ReadonlySignal<boolean>
}

/** @returns the undo */
export function tellActivity(options: TellingOptions): () => void {
  const { client, clock, conversation, reply, isVisible } = options
  let toldAt = Number.NEGATIVE_INFINITY
  let mayTell = true

  /** A failure is no matter: what was to be told is over. A key that may only read tells nothing. */
  async function tell(at: string, doing: AgentDoing): Promise<void> {
    if (!mayTell) return
    const answer = await client.tellActivity(at, doing)
    if (!answer.ok && isKeyWithoutRight(answer.error)) mayTell = false
  }

  const isWriting = (): boolean => clock.elapsed() - toldAt < WRITING_LASTS_MS

  const stopLooking = effect(() => {
    const at = isVisible.value ? conversation.value : null
    if (at === null) return
    let stopTimer = (): void => {}
    function look(): void {
      if (at !== null && !isWriting()) void tell(at, 'looking')
      stopTimer = clock.setTimeout(look, LOOKING_TOLD_EVERY_MS)
    }
    look()
    return () => {
      stopTimer()
      toldAt = Number.NEGATIVE_INFINITY
      void tell(at, 'none')
    }
  })

  let seen: { readonly reply: Reply | null; readonly text: string; readonly isPrivate: boolean } = {
    reply: null,
    text: '',
    isPrivate: false,
  }
  const stopWriting = effect(() => {
    const now = {
      reply: reply.value,
      text: reply.value?.text.value ?? '',
      isPrivate: reply.value?.isPrivate.value ?? false,
    }
    const before = seen
    seen = now
    // What was begun earlier is shown again: nobody writes it.
    if (now.reply !== before.reply) return
    untracked(() => changed(before, now))
  })

  function changed(before: typeof seen, now: typeof seen): void {
    const at = isVisible.peek() ? conversation.peek() : null
    if (at === null) return
    const isOver = isBlank(now.text) || now.isPrivate !== before.isPrivate
    if (isOver && isWriting()) {
      toldAt = Number.NEGATIVE_INFINITY
      void tell(at, 'looking')
    }
    if (isOver || clock.elapsed() - toldAt < WRITING_TOLD_EVERY_MS) return
    toldAt = clock.elapsed()
    void tell(at, now.isPrivate ? 'noting' : 'writing')
  }

  return () => {
    stopWriting()
    stopLooking()
  }
}
