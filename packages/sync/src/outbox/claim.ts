/**
 * Takes the head of a lane for sending. The mark "sending" is on the disk before the request
 * leaves, so that whoever leads after a crash knows that its outcome is in doubt.
 */
import type { Lane, Mode, OpenOp, SendOp, ThreadId } from '@porchlight/protocol'
import { type Database, firstOp, isFollowed, newestOrder, readMeta } from '../store/database.ts'
import type { OpRow } from '../store/rows.ts'

/** An op that this leader may send now. */
export interface Claim {
  readonly row: OpRow
  readonly op: OpenOp | SendOp
  readonly lane: Lane
  /** It was sent before and nobody knows what became of it. */
  readonly isInDoubt: boolean
}

/**
 * Claims the first op of the thread that the server does not hold. Runs inside a transaction of
 * the leader.
 *
 * @param isAnswering an answer of this thread is being read right now
 * @returns null when nothing is to be sent
 */
export async function claimHead(
  db: Database,
  thread: ThreadId,
  at: { epoch: number; isAnswering: boolean },
): Promise<Claim | null> {
  const head = await firstOp(db, thread, (op) => op.state !== 'held')
  if (head === undefined) return null

  const claimed: OpRow = {
    ...head,
    state: 'sending',
    attempt: head.attempt + 1,
    epoch: at.epoch,
    base: head.attempt === 0 ? await newestOrder(db, thread) : head.base,
  }
  await db.ops.put(claimed)
  const info = (await db.threads.get(thread))?.info ?? null
  return {
    row: claimed,
    op: await toOp(db, claimed),
    lane: {
      mode: info?.mode ?? (await defaultMode(db)),
      isRunActive: at.isAnswering || (info !== null && info.run !== null),
      isFollowed: await isFollowed(db, head),
      isHolding: (await firstOp(db, thread))?.n !== head.n,
      ticket: info?.ticket?.id ?? null,
    },
    isInDoubt: head.state === 'sending' || head.state === 'unknown',
  }
}

async function defaultMode(db: Database): Promise<Mode> {
  return (await readMeta(db, 'session'))?.mode ?? 'assistant'
}

async function toOp(db: Database, row: OpRow): Promise<OpenOp | SendOp> {
  if (row.kind === 'open') return row
  const message = await db.messages.get(row.id)
  if (message === undefined) throw new Error(`op ${row.id} has no message`)
  return { ...row, content: message.content }
}
