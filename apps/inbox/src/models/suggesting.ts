/** Asks the assistant what it would say, and puts that into the reply, where it can be changed. */
import type { ClientError, TicketsClient } from '@porchlight/client'
import type { WireCitation } from '@porchlight/protocol'
import { batch, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Reply } from './reply.ts'

export type SuggestingState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking'; readonly ticketId: string }
  | { readonly kind: 'failed'; readonly ticketId: string; readonly error: ClientError }

export interface Suggesting {
  readonly state: ReadonlySignal<SuggestingState>
  /** What the suggestions were taken from, by ticket, until their replies are sent or emptied. */
  readonly sources: ReadonlySignal<ReadonlyMap<string, readonly WireCitation[]>>
  /** What was written already stays, above the suggestion. */
  ask(ticketId: string, reply: Reply): Promise<void>
  close(): void
}

export function createSuggesting(client: Pick<TicketsClient, 'suggestReply'>): Suggesting {
  const state = signal<SuggestingState>({ kind: 'idle' })
  const sources = signal<ReadonlyMap<string, readonly WireCitation[]>>(new Map())
  const watches = new Map<string, () => void>()
  let asking = new AbortController()

  function setSources(ticketId: string, citations: readonly WireCitation[]): void {
    const others = [...sources.peek()].filter(([id]) => id !== ticketId)
    sources.value = new Map(citations.length === 0 ? others : [...others, [ticketId, citations]])
  }

  /** A text that was begun anew is nothing of the assistant's. */
  function watch(ticketId: string, { text }: Reply): void {
    watches.get(ticketId)?.()
    const stop = effect(() => {
      if (text.value.trim() === '') setSources(ticketId, [])
    })
    watches.set(ticketId, stop)
  }

  return {
    state,
    sources,
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
      const written = reply.text.peek().trim()
      batch(() => {
        state.value = { kind: 'idle' }
        // What is on its way already was written without these sources.
        if (!reply.write(written === '' ? suggestion : `${written}\n\n${suggestion}`)) return
        setSources(ticketId, citations)
        watch(ticketId, reply)
      })
    },
    close() {
      asking.abort()
      for (const stop of watches.values()) stop()
    },
  }
}
