/** What is refused for good leaves the outbox and stays in sight, with its text and the reason. */
import type { ThreadId } from '@porchlight/protocol'
import { type Database, opsOfThread } from '../store/database.ts'
import type { MessageRow, OpRow } from '../store/rows.ts'

type Reason = NonNullable<MessageRow['failed']>

/** Runs inside the transaction. */
export async function bury(db: Database, op: OpRow, { code, detail }: Reason): Promise<void> {
  await db.ops.delete(op.n)
  if (op.kind === 'send') await db.messages.update(op.id, { failed: { code, detail } })
}

/** Buries everything that waits in a thread which cannot take it any more. */
export async function buryLane(db: Database, thread: ThreadId, reason: Reason): Promise<void> {
  for (const op of await opsOfThread(db, thread)) await bury(db, op, reason)
}
