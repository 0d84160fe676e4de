/** What is being written to one ticket. It outlives the thread on the screen, and a failure. */
import type { ClientError, TicketsClient } from '@porchlight/client'
import {
  countCharacters,
  isBlank,
  REPLY_MAX_CHARACTERS,
  type TicketMessage,
} from '@porchlight/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'

export type ReplyState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly error: ClientError }

export interface Reply {
  readonly text: ReadonlySignal<string>
  /** A note that only the team sees. */
  readonly isPrivate: ReadonlySignal<boolean>
  readonly state: ReadonlySignal<ReplyState>
  /** Characters left; negative when the text is too long. */
  readonly remaining: ReadonlySignal<number>
  readonly canSend: ReadonlySignal<boolean>
  write(text: string): void
  setPrivate(isPrivate: boolean): void
  /**
   * Sends the text. It stays until the server has it; sent again unchanged, it carries the same key,
   * so that an attempt which did arrive is not posted twice.
   *
   * @returns the posted message, or null when there is none; then `state` says why
   */
  send(client: Pick<TicketsClient, 'reply'>): Promise<TicketMessage | null>
}

/** @param newKey makes an idempotency key; called once for each text that is sent */
export function createReply(ticketId: string, newKey: () => string): Reply {
  const text = signal('')
  const isPrivate = signal(false)
  const state = signal<ReplyState>({ kind: 'idle' })
  const remaining = computed(() => REPLY_MAX_CHARACTERS - countCharacters(text.value))
  const canSend = computed(
    () => state.value.kind !== 'sending' && !isBlank(text.value) && remaining.value >= 0,
  )
  /** The key of this text, once it has been tried. */
  let key: string | null = null

  /** While a text is on its way it cannot become another one. */
  function change(apply: () => void): void {
    if (state.peek().kind === 'sending') return
    key = null
    batch(() => {
      apply()
      state.value = { kind: 'idle' }
    })
  }

  return {
    text,
    isPrivate,
    state,
    remaining,
    canSend,
    write(next) {
      if (next !== text.peek()) change(() => (text.value = next))
    },
    setPrivate(next) {
      if (next !== isPrivate.peek()) change(() => (isPrivate.value = next))
    },
    async send(client) {
      if (!canSend.peek()) return null
      key ??= newKey()
      state.value = { kind: 'sending' }
      const answer = await client.reply(ticketId, {
        message: text.peek(),
        isPrivate: isPrivate.peek(),
        key,
      })
      if (!answer.ok) {
        state.value = { kind: 'failed', error: answer.error }
        return null
      }
      key = null
      batch(() => {
        text.value = ''
        state.value = { kind: 'idle' }
      })
      return answer.value
    },
  }
}

/** The replies being written, by ticket. */
export interface Replies {
  to(ticketId: string): Reply
  /** Forgets every text, as on signing out. */
  clear(): void
}

export function createReplies(newKey: () => string): Replies {
  const byTicket = new Map<string, Reply>()
  return {
    to(ticketId) {
      const known = byTicket.get(ticketId)
      if (known !== undefined) return known
      const reply = createReply(ticketId, newKey)
      byTicket.set(ticketId, reply)
      return reply
    },
    clear: () => byTicket.clear(),
  }
}
