/**
 * Whether a message whose answer was lost is there. The server keeps no id of ours, so it is told by
 * its place: after what was there before it, under our name, with its words, and not another of
 * ours.
 */
import { type Known, type Reconciled, type SendOp, TransportError } from '@porchlight/protocol'
import { wait } from '../polling/settle-window.ts'
import { findOrAdoptTicket } from './find-ticket.ts'
import { toMessage } from './from-stock.ts'
import { isSaidBy } from './look-for-twins.ts'
import { instantOf } from './order.ts'
import { FRESH_LIMIT, readForward } from './read-forward.ts'
import { FIRST_REV, ownMessage } from './send.ts'
import type { Tools } from './tools.ts'

/** Pages read in one look. Nobody says more than that while one message is in doubt. */
const MAX_PAGES = 20

/** Never throws: who could not look does not know. */
export async function reconcile(
  tools: Tools,
  op: SendOp,
  known: Known,
  signal: AbortSignal,
): Promise<Reconciled> {
  try {
    const first = await look(tools, op, known, { isLast: false, signal })
    if (first !== null) return first
    // What is still under way may yet arrive: one look proves nothing.
    const isOver = await wait(tools.clock, tools.sendTimes.windowMs(op.id), signal)
    if (!isOver) return { kind: 'unclear' }
    return (await look(tools, op, known, { isLast: true, signal })) ?? { kind: 'absent' }
  } catch (error) {
    // Nothing can be doubled in a ticket that is gone, and sending again is told so.
    const isGone = error instanceof TransportError && error.failure.kind === 'gone'
    return { kind: isGone ? 'absent' : 'unclear' }
  }
}

interface Look {
  /** The settle window is over. */
  readonly isLast: boolean
  readonly signal: AbortSignal
}

async function look(
  tools: Tools,
  op: SendOp,
  known: Known,
  { isLast, signal }: Look,
): Promise<Reconciled | null> {
  const memory = await tools.keep.read()
  const thread = memory.threads[op.thread]
  // The answer had come, and only its settling was lost.
  const own = thread?.own.find((row) => row.op === op.id)
  if (own !== undefined) return { kind: 'present', message: ownMessage(op, own) }
  const ticket = thread?.ticket ?? null
  if (ticket === null) return await findOrAdoptTicket(tools, op, { isLast, signal })
  const others = new Set([
    ...known.owned,
    ...(thread?.own ?? []).map(({ id }) => id),
    ...(thread?.twins ?? []),
  ])
  const isIt = (row: Parameters<typeof isSaidBy>[1]): boolean =>
    isSaidBy(op, row) && !others.has(row.id)
  const { rows } = await readForward(
    tools.api,
    {
      session: memory.session,
      ticket,
      after: instantOf(known.base),
      limit: FRESH_LIMIT,
      maxPages: MAX_PAGES,
    },
    signal,
    (read) => read.some(isIt),
  )
  const row = rows.find(isIt)
  if (row === undefined) return null
  return { kind: 'present', message: toMessage(op.thread, row, FIRST_REV) }
}
