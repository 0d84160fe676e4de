/** What the visitor wants of a message that has left already, and what the server says to it. */
import type { EditOp, Outcome, WithdrawOp } from '@porchlight/protocol'
import type { MessageRow, SendOpRow } from '../store/rows.ts'
import type { Tx } from '../store/store.ts'

/** Runs inside a transaction of the leader. */
export async function settleWish(
  tx: Tx,
  { row, told }: { row: SendOpRow; told: EditOp | WithdrawOp },
  { kind }: Outcome,
): Promise<void> {
  const content = told.kind === 'edit' ? told.content : null
  if (kind === 'done') {
    // Changed once more meanwhile: the newer text is still to be told, and shown until then.
    if (content === null || row.wish?.content === content) await grant(tx, row, { content })
  } else if (kind === 'withdrawn') {
    // An earlier wish was granted, and its answer lost: here is nothing any more that was taken.
    await grant(tx, { ...row, state: 'waiting' }, { content })
  } else if (kind === 'too_late' || kind === 'refused') {
    // It stays with the message, so that nobody has to write it again.
    await grant(tx, row, content === null ? {} : { lateText: content })
  }
}

/** What becomes of a message; null for its text takes it back. */
interface Change {
  readonly content?: string | null
  readonly lateText?: string
}

/** Changes a message whose op goes on, now without a wish; or takes back both. Runs inside a transaction. */
export async function grant(
  tx: Tx,
  { wish: _granted, ...op }: SendOpRow,
  change: Change,
): Promise<void> {
  if (change.content === null) {
    await tx.ops.delete(op.n)
    return await tx.messages.delete(op.id)
  }
  await tx.ops.put(op)
  const row = await tx.messages.get(op.id)
  // What is left of the change has a text, or none.
  if (row) await tx.messages.put({ ...row, ...(change as Partial<MessageRow>) })
}
