/** Who else is to know of a message that was just posted, beside the readers of feeds. */
import type { MessageRow, NoticeRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import type { Thread } from '../thread/thread.ts'
import { writeDeliveries } from '../webhooks/webhooks.ts'

/**
 * Writes down whom to tell, in the transaction of the message: webhooks, the team of a new ticket,
 * and the visitor of an answer. A private note is told to nobody.
 */
export async function announce(tx: Tx, thread: Thread, row: MessageRow): Promise<void> {
  const { conversation, ticket } = thread
  if (row.is_private === 1 || ticket === null) return
  const isNewTicket = ticket.message_count === 1
  await writeDeliveries(tx, {
    project: conversation.project_id,
    conversation: conversation.id,
    message: row.id,
    isNewTicket,
  })
  if (isNewTicket && row.author === 'visitor') await writeNotice(tx, thread, 'new_ticket')
  if (row.author === 'agent') await writeNotice(tx, thread, 'answer')
}

/** One that nobody was told of yet keeps its time: what comes later goes with it. */
async function writeNotice(
  tx: Tx,
  { conversation }: Thread,
  kind: NoticeRow['kind'],
): Promise<void> {
  await tx.db
    .insertInto('notices')
    .values({
      conversation_id: conversation.id,
      kind,
      project_id: conversation.project_id,
      since: tx.now,
      mailed_at: null,
      mailed_seq: null,
    })
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'kind']).doUpdateSet((eb) => ({
        since: eb.fn.coalesce('notices.since', eb.val(tx.now)),
      })),
    )
    .execute()
  tx.wake('notices')
}
