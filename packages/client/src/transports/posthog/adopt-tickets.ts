/** Tickets of this session that no thread here is about: of another tab, or of before. */
import type { PosthogMemory, StockTicket } from '@porchlight/protocol/posthog'
import { threadIn, threadOfTicket } from './keep.ts'
import { toInstant } from './order.ts'

/**
 * Each becomes a thread under its own id. Not one that a message in doubt may have made: that is the
 * message's to find. Nor one in which nothing was said, nor one that a browser has made by itself.
 */
export function adoptTickets(
  memory: PosthogMemory,
  tickets: readonly StockTicket[],
  nowMs: number,
): void {
  for (const ticket of tickets) {
    if (threadOfTicket(memory, ticket.id) !== null) continue
    const isTwin = memory.twinTickets.includes(ticket.id) && ticket.message_count <= 1
    if (isTwin || ticket.message_count === 0 || isMaybeOurs(memory, ticket)) continue
    threadIn(memory, ticket.id, nowMs).ticket = ticket.id
  }
}

/** However long ago it was sent: a clock may have been set, and it is in doubt until it is found. */
function isMaybeOurs(memory: PosthogMemory, ticket: StockTicket): boolean {
  return Object.values(memory.threads).some(({ creating }) => {
    if (creating === null) return false
    return creating.since === null || toInstant(ticket.created_at) > creating.since
  })
}
