/** What is refused for good leaves the outbox and stays in sight, with its text and the reason. */
import type { ThreadId } from '@porchlight/protocol'
import { laneOf } from '../store/queries.ts'
import type { MessageRow, OpRow } from '../store/rows.ts'
import type { Tx } from '../store/store.ts'

/** Why nothing can be added to a thread that was deleted. */
export const GONE = { code: 'not_found', detail: 'gone' } as const

type Reason = NonNullable<MessageRow['failed']>

/** Runs inside the transaction. */
export async function bury(tx: Tx, op: OpRow, { code, detail }: Reason): Promise<void> {
  await tx.ops.delete(op.n)
  const message = op.kind === 'send' && (await tx.messages.get(op.id))
  if (!message) return
  // What the visitor wanted of it since is granted: the newer text is the one to keep.
  const { content } = { ...message, ...op.wish }
  await (content === null
    ? tx.messages.delete(op.id)
    : tx.messages.put({ ...message, content, failed: { code, detail } }))
}

/** Buries everything that waits in a thread which cannot take it any more. */
export async function buryLane(tx: Tx, thread: ThreadId, reason: Reason): Promise<void> {
  for (const op of await tx.ops.all(laneOf(thread))) await bury(tx, op, reason)
}
