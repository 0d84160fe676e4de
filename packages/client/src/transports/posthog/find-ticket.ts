/**
 * Whether a first message whose answer was lost has made its ticket. Ticket and message are two
 * transactions there, so a ticket may be found that has no message: it takes the message then.
 */
import type { Reconciled, SendOp } from '@porchlight/protocol'
import type { PosthogMemory, StockTicket } from '@porchlight/protocol/posthog'
import { unwrap } from '../failure.ts'
import { toMessage, toThread, toTold } from './from-stock.ts'
import { threadIn, threadOfTicket } from './keep.ts'
import { isSaidBy } from './look-for-twins.ts'
import { toInstant } from './order.ts'
import { FRESH_LIMIT, readForward } from './read-forward.ts'
import { FIRST_REV } from './send.ts'
import type { Tools } from './tools.ts'

/** @throws TransportError */
export async function findOrAdoptTicket(
  tools: Tools,
  op: SendOp,
  { isLast, signal }: { isLast: boolean; signal: AbortSignal },
): Promise<Reconciled | null> {
  const memory = await tools.keep.read()
  const { session } = memory
  const { results } = unwrap(await tools.api.tickets(session, signal))
  let empty: StockTicket | null = null
  for (const ticket of candidates(memory, op, results)) {
    const at = { session, ticket: ticket.id, after: null, limit: FRESH_LIMIT, maxPages: 1 }
    const { rows } = await readForward(tools.api, at, signal)
    // A person may have answered in it meanwhile.
    const first = rows.find((row) => row.author_type === 'customer')
    if (first === undefined) empty ??= ticket
    else if (isSaidBy(op, first)) {
      const thread = await tools.keep.change((changed) => {
        if (!adopt(changed, op, ticket)) return null
        const known = threadIn(changed, op.thread, 0)
        return toThread(op.thread, { ...known, told: toTold(ticket, 0) }, ++changed.count)
      })
      if (thread === null) continue
      return { kind: 'present', message: toMessage(op.thread, first, FIRST_REV), thread }
    }
  }
  // Not before its message has had the time to follow.
  if (empty !== null && isLast) {
    const found = empty
    await tools.keep.change((changed) => adopt(changed, op, found))
  }
  return null
}

/** Tickets of no thread that came after those that were known, oldest first. */
function candidates(
  memory: PosthogMemory,
  op: SendOp,
  tickets: readonly StockTicket[],
): readonly StockTicket[] {
  const since = memory.threads[op.thread]?.creating?.since ?? null
  return tickets
    .filter(
      ({ id, created_at }) =>
        threadOfTicket(memory, id) === null && (since === null || toInstant(created_at) > since),
    )
    .sort((a, b) => (toInstant(a.created_at) < toInstant(b.created_at) ? -1 : 1))
}

/** @returns false where another thread, which began with the same words, was faster */
function adopt(memory: PosthogMemory, op: SendOp, { id }: StockTicket): boolean {
  const owner = threadOfTicket(memory, id)
  if (owner !== null && owner !== op.thread) return false
  const thread = threadIn(memory, op.thread, 0)
  thread.ticket = id
  thread.creating = null
  return true
}
