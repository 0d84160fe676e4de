/** Asks the assistant what it would say, and puts that into the reply, where it can be changed. */
import type { ClientError, TicketsClient } from '@porchlight/client'
import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { Reply } from './reply.ts'

export type SuggestingState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking'; readonly ticketId: string }
  | { readonly kind: 'failed'; readonly ticketId: string; readonly error: ClientError }

export interface Suggesting {
  readonly state: ReadonlySignal<SuggestingState>
  /** What was written already stays, above the suggestion. */
  ask(ticketId: string, reply: Reply): Promise<void>
  close(): void
}

export function createSuggesting(client: Pick<TicketsClient, 'suggestReply'>): Suggesting {
  const state = signal<SuggestingState>({ kind: 'idle' })
  let asking = new AbortController()

  return {
    state,
    async ask(ticketId, reply) {
      asking.abort()
      const mine = new AbortController()
      asking = mine
      state.value = { kind: 'asking', ticketId }
      const answer = await client.suggestReply(ticketId, mine.signal)
      if (mine.signal.aborted) return
      if (!answer.ok) {
        state.value = { kind: 'failed', ticketId, error: answer.error }
        return
      }
      const { suggestion, citations = [] } = answer.value
      batch(() => {
        state.value = { kind: 'idle' }
        reply.suggest(suggestion, citations)
      })
    },
    close: () => asking.abort(),
  }
}
