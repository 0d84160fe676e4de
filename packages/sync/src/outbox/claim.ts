/**
 * Takes the next thing to do in a lane. The mark "sending" is on the disk before a request leaves,
 * so that whoever leads after a crash knows that its outcome is in doubt.
 */
import type { EditOp, Lane, OpenOp, SendOp, ThreadId, WithdrawOp } from '@porchlight/protocol'
import { firstOp, laneOf, newestOrder, readMeta } from '../store/queries.ts'
import type { OpRow } from '../store/rows.ts'
import type { Tx } from '../store/store.ts'
import { bury } from './dead-letter.ts'

/** An op that this leader may send now. */
export interface Claim {
  readonly row: OpRow
  readonly op: OpenOp | SendOp | EditOp | WithdrawOp
  readonly lane: Lane
  /** It was sent before and nobody knows what became of it. */
  readonly isInDoubt: boolean
  /** When its message was written, if it carries one that the server has yet to hear of. */
  readonly writtenAt?: string | undefined
}

/**
 * Claims what comes first: a wish about something the server holds, or else the first op that it
 * does not hold. Runs inside a transaction of the leader.
 *
 * @param at.isAnswering an answer of this thread is being read right now
 * @param at.after number of an op with which everything before it is done
 * @returns null when nothing is to be sent
 */
export async function claimNext(
  tx: Tx,
  thread: ThreadId,
  at: { epoch: number; isAnswering: boolean; after?: number | undefined },
): Promise<Claim | null> {
  let first: OpRow | undefined
  const row = await firstOp(
    tx,
    thread,
    (op) => {
      first ??= op
      return isToDo(op)
    },
    at.after,
  )
  if (!row) return null
  // Asked for together: an answer takes longer on its way than to be found.
  const [what, stored, session, followed, newest] = await Promise.all([
    whatToSend(tx, row),
    tx.threads.get(thread),
    readMeta(tx, 'session'),
    isFollowed(tx, row),
    newestOrder(tx, thread),
  ])
  if (!what) {
    await bury(tx, row, UNREADABLE)
    return await claimNext(tx, thread, at)
  }
  const info = stored?.info
  const lane: Lane = {
    mode: info?.mode ?? session?.mode ?? 'assistant',
    isRunActive: at.isAnswering || info?.run != null,
    isFollowed: followed,
    isHolding: first?.n !== row.n,
    ticket: info?.ticket?.id ?? null,
  }
  // Repeating a change is safe, so it needs no mark.
  if (row.state === 'held') return { row, op: changeOf(row), lane, isInDoubt: false }

  const claimed: OpRow = {
    ...row,
    state: 'sending',
    attempt: row.attempt + 1,
    epoch: at.epoch,
    base: row.attempt === 0 ? newest : row.base,
  }
  void tx.ops.put(claimed)
  const isInDoubt = row.state === 'sending' || row.state === 'unknown'
  const { writtenAt, ...said } = what
  return { row: claimed, op: { ...said, attempt: claimed.attempt }, lane, isInDoubt, writtenAt }
}

/** Whether a leader has something to do about an op now. */
export function isToDo(op: OpRow): boolean {
  return op.state !== 'held' || op.wish !== undefined
}

/**
 * Whether something follows at once: then the server keeps the message in its queue for a moment. A
 * wish that will be told as soon as it is there counts as well.
 */
async function isFollowed(tx: Tx, op: OpRow): Promise<boolean> {
  if (op.wish !== undefined) return true
  // What opens a thread stands before everything else, so whatever comes later is a message.
  const next = await tx.ops.all({ ...laneOf(op.thread), from: [op.thread, op.n + 1] }, 1)
  return next.length > 0
}

const UNREADABLE = { code: 'invalid', detail: 'unreadable' } as const

/**
 * What an op says beside its own row, or null when it cannot be made out: one bad row, of whatever
 * making, must not stop the lane.
 */
async function whatToSend(
  tx: Tx,
  row: OpRow,
): Promise<((OpenOp | SendOp) & { writtenAt?: string }) | null> {
  if (row.kind === 'open') return row
  const message = await tx.messages.get(row.id)
  if (row.kind !== 'send' || typeof message?.content !== 'string') return null
  return { ...row, content: message.content, writtenAt: message.createdAt }
}

function changeOf(row: OpRow): EditOp | WithdrawOp {
  const target = { thread: row.thread, target: row.id }
  const content = row.wish?.content ?? null
  return content === null ? { kind: 'withdraw', ...target } : { kind: 'edit', ...target, content }
}
