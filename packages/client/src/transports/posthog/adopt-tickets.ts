/** Tickets of this session that no thread here is about: of another tab, or of before. */
import type { PosthogMemory, StockTicket } from '@porchlight/protocol/posthog'
import { threadIn, threadOfTicket } from './keep.ts'
import { toInstant } from './order.ts'

/** Whoever has not found its ticket by then does not look for it any more. */
const CREATING_MAX_MS = 10 * 60_000

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
    if (isTwin || ticket.message_count === 0 || isMaybeOurs(memory, ticket, nowMs)) continue
    threadIn(memory, ticket.id, nowMs).ticket = ticket.id
  }
}

function isMaybeOurs(memory: PosthogMemory, ticket: StockTicket, nowMs: number): boolean {
  return Object.values(memory.threads).some(({ creating }) => {
    if (creating === null || Math.abs(nowMs - creating.sentAt) > CREATING_MAX_MS) return false
    return creating.since === null || toInstant(ticket.created_at) > creating.since
  })
}
