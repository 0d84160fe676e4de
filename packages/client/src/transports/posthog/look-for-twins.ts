/**
 * A browser repeats a POST by itself when a kept-alive connection breaks before the answer, and
 * nobody is told. It shows by the time that the answer took: then a look says whether there is one
 * row too many, which is not shown from then on.
 */
import type { SendOp } from '@porchlight/protocol'
import type { StockMessage, StockSent } from '@porchlight/protocol/posthog'
import { toComparable } from '../polling/compare-text.ts'
import { before, toInstant } from './order.ts'
import { FRESH_LIMIT, readForward } from './read-forward.ts'
import type { Tools } from './tools.ts'

/** An answer that took longer than this is worth a look. */
const SLOW_MS = 2_000

/** How much the clocks of the server's own processes may differ. */
const SLACK_MS = 2_000

interface Confirmed {
  readonly op: SendOp
  readonly sent: StockSent
  /** The ticket was made by it. */
  readonly isNew: boolean
  /** By the clock that nobody can set. */
  readonly startedAt: number
}

/** Never throws: whether there are any or not, the message was sent. */
export async function lookForTwins(
  tools: Tools,
  confirmed: Confirmed,
  signal: AbortSignal,
): Promise<void> {
  const tookMs = tools.clock.elapsed() - confirmed.startedAt
  if (tookMs < SLOW_MS) return
  try {
    const since = before(toInstant(confirmed.sent.created_at), tookMs + SLACK_MS)
    if (confirmed.isNew) await hideTicketTwins(tools, confirmed, { since, signal })
    else await hideRowTwins(tools, confirmed, { since, signal })
  } catch {
    // Nobody could look. The worst is a message that is shown as often as the server has it.
  }
}

async function hideRowTwins(
  { api, keep }: Tools,
  { op, sent }: Confirmed,
  { since, signal }: { since: string; signal: AbortSignal },
): Promise<void> {
  const { session, threads } = await keep.read()
  const at = { session, ticket: sent.ticket_id, after: since, limit: FRESH_LIMIT, maxPages: 1 }
  const { rows } = await readForward(api, at, signal)
  const own = new Set(threads[op.thread]?.own.map(({ id }) => id))
  const twins = rows.filter((row) => isSaidBy(op, row) && !own.has(row.id)).map(({ id }) => id)
  if (twins.length === 0) return
  await keep.change((memory) => memory.threads[op.thread]?.twins.push(...twins))
}

async function hideTicketTwins(
  { api, keep }: Tools,
  { op, sent }: Confirmed,
  { since, signal }: { since: string; signal: AbortSignal },
): Promise<void> {
  const memory = await keep.read()
  const answer = await api.tickets(memory.session, signal)
  if (!answer.ok) return
  const known = new Set(Object.values(memory.threads).map(({ ticket }) => ticket))
  const twins = answer.value.results.filter(
    (ticket) =>
      ticket.id !== sent.ticket_id &&
      !known.has(ticket.id) &&
      ticket.message_count === 1 &&
      Date.parse(ticket.created_at) >= Date.parse(since) &&
      toComparable(ticket.last_message ?? '') === toComparable(op.content),
  )
  if (twins.length === 0) return
  await keep.change((changed) => changed.twinTickets.push(...twins.map(({ id }) => id)))
}

/** Whether the row could be the op, as far as words go. */
export function isSaidBy(op: SendOp, row: StockMessage): boolean {
  return row.author_type === 'customer' && toComparable(row.content) === toComparable(op.content)
}
