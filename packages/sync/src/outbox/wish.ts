/** What the visitor wants of a message that has left already, and what the server says to it. */
import type { EditOp, Outcome, WithdrawOp } from '@porchlight/protocol'
import type { SendOpRow } from '../store/rows.ts'
import type { Tx } from '../store/store.ts'

/** Runs inside a transaction of the leader. */
export async function settleWish(
  tx: Tx,
  { row, told }: { row: SendOpRow; told: EditOp | WithdrawOp },
  outcome: Outcome,
): Promise<void> {
  const { wish, ...granted } = row
  switch (outcome.kind) {
    case 'done':
      if (told.kind === 'withdraw') {
        await tx.ops.delete(row.n)
        await tx.messages.delete(row.id)
        return
      }
      await setContent(tx, row.id, told.content)
      // Changed once more meanwhile: the newer text is still to be told.
      if (wish?.content === told.content) await tx.ops.put(granted)
      return
    case 'too_late':
    case 'refused':
      await tx.ops.put(granted)
      if (told.kind === 'edit') await keepLateText(tx, row.id, told.content)
  }
}

/** The text that came too late stays with the message, so that nobody has to write it again. */
export async function keepLateText(tx: Tx, id: string, lateText: string): Promise<void> {
  const message = await tx.messages.get(id)
  if (message !== undefined) await tx.messages.put({ ...message, lateText })
}

async function setContent(tx: Tx, id: string, content: string): Promise<void> {
  const message = await tx.messages.get(id)
  if (message !== undefined) await tx.messages.put({ ...message, content })
}
