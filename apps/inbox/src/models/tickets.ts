/** Every ticket we have heard of, whichever answer or event told us. */
import type { Ticket } from '@porchlight/protocol'
import { type ReadonlySignal, signal } from '@preact/signals'

export interface Tickets {
  readonly byId: ReadonlySignal<ReadonlyMap<string, Ticket>>
  /**
   * Takes tickets in. One that is known is replaced only by a higher `rev`: answers and events
   * overtake each other, and an older copy must not undo a newer one.
   */
  put(tickets: readonly Ticket[]): void
  /** Forgets one that is gone on the server. */
  forget(id: string): void
  /** Forgets all: the server's store is another one now, so its revs mean something else. */
  clear(): void
}

export function createTickets(): Tickets {
  const byId = signal<ReadonlyMap<string, Ticket>>(new Map())
  return {
    byId,
    put(tickets) {
      const known = byId.peek()
      const news = tickets.filter(({ id, rev }) => rev > (known.get(id)?.rev ?? -1))
      if (news.length > 0) byId.value = new Map([...known, ...news.map(entry)])
    },
    forget(id) {
      byId.value = new Map([...byId.peek()].filter(([known]) => known !== id))
    },
    clear() {
      byId.value = new Map()
    },
  }
}

function entry(ticket: Ticket): [string, Ticket] {
  return [ticket.id, ticket]
}
