/** Every ticket we have heard of, whichever answer or event told us. */
import type { Ticket } from '@porchlight/protocol'
import { computed, type ReadonlySignal, signal } from '@preact/signals'

export type TicketsById = ReadonlyMap<string, Ticket>

export interface Tickets {
  /** As they are to be shown: with the changes of ours that are still on their way. */
  readonly byId: ReadonlySignal<TicketsById>
  /** As the server last told them. */
  readonly heard: ReadonlySignal<TicketsById>
  /**
   * Takes tickets in. One that is known is replaced only by a higher `rev`: answers and events
   * overtake each other, and an older copy must not undo a newer one.
   */
  put(tickets: readonly Ticket[]): void
  /** Shows a change that the server does not have yet. @returns the undo */
  foresee(changes: ReadonlyMap<string, Partial<Ticket>>): () => void
  /** Forgets one that is gone on the server. */
  forget(id: string): void
  /** Forgets all: the server's store is another one now, so its revs mean something else. */
  clear(): void
}

export function createTickets(): Tickets {
  const heard = signal<TicketsById>(new Map())
  /** The later one counts. */
  const foreseen = signal<readonly ReadonlyMap<string, Partial<Ticket>>[]>([])
  const byId = computed(() => {
    if (foreseen.value.length === 0) return heard.value
    const shown = new Map(heard.value)
    for (const changes of foreseen.value) {
      for (const [id, change] of changes) {
        const ticket = shown.get(id)
        if (ticket !== undefined) shown.set(id, { ...ticket, ...change })
      }
    }
    return shown
  })

  return {
    byId,
    heard,
    put(tickets) {
      const known = heard.peek()
      const news = tickets.filter(({ id, rev }) => rev > (known.get(id)?.rev ?? -1))
      if (news.length > 0) heard.value = new Map([...known, ...news.map(entry)])
    },
    foresee(changes) {
      foreseen.value = [...foreseen.peek(), changes]
      return () => {
        foreseen.value = foreseen.peek().filter((each) => each !== changes)
      }
    },
    forget(id) {
      heard.value = new Map([...heard.peek()].filter(([known]) => known !== id))
    },
    clear() {
      heard.value = new Map()
    },
  }
}

function entry(ticket: Ticket): [string, Ticket] {
  return [ticket.id, ticket]
}
