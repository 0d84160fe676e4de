/** What a webhook is told, in the shapes that the team's API answers with. */
import type { WebhookDeliveryRow } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { toIso } from '../thread/conversation-view.ts'
import { findMessage } from '../thread/message-rows.ts'
import { loadThread } from '../thread/thread.ts'
import { toTicket, toTicketMessage } from '../thread/ticket-view.ts'

/** @returns JSON, or null when what it would tell of is gone */
export async function deliveryBody(
  tx: ReadTx,
  delivery: WebhookDeliveryRow,
): Promise<string | null> {
  const { conversation_id: conversation, message_id: id } = delivery
  const thread = await loadThread(tx, conversation)
  if (thread?.ticket == null || thread.conversation.deleted_at !== null) return null
  const { ticket } = thread
  const message = id === null ? null : await findMessage(tx, conversation, id)
  if (id !== null && message === null) return null
  return JSON.stringify({
    id: String(delivery.id),
    event: delivery.event,
    project: delivery.project_id,
    created_at: toIso(delivery.created_at),
    data: {
      ticket: await toTicket(tx, { conversation: thread.conversation, ticket }),
      ...(message !== null && { message: toTicketMessage(message, ticket) }),
    },
  })
}
