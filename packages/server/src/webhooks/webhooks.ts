/** Addresses that are told of what happens in a project, and what waits to be told. */
import type { FillRandom } from '@porchlight/protocol'
import { createSecret } from '../auth/secrets.ts'
import { prepare } from '../store/prepared.ts'
import type { WebhookRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import type { WebhookEvent } from '../store/tables/webhooks.ts'

/** All there is to be told of. */
export const WEBHOOK_EVENTS: readonly WebhookEvent[] = ['ticket.created', 'message.created']

/** @returns the webhook with the secret by which its receiver knows that it is us */
export async function addWebhook(
  tx: Tx,
  random: FillRandom,
  wanted: { project: number; url: string; events: readonly WebhookEvent[] },
): Promise<WebhookRow> {
  const row: WebhookRow = {
    id: tx.createId(),
    project_id: wanted.project,
    url: wanted.url,
    secret: createSecret('plh', random),
    events: wanted.events.join(' '),
    created_at: tx.now,
    removed_at: null,
  }
  await tx.db.insertInto('webhooks').values(row).execute()
  return row
}

export async function listWebhooks(tx: ReadTx, project: number): Promise<WebhookRow[]> {
  return await WEBHOOKS.all(tx, { project })
}

/** Sends what `writeDeliveries` asks, together with what was asked before. */
export function listWebhooksAhead(tx: Tx, project: number): void {
  WEBHOOKS.ahead(tx, { project })
}

const WEBHOOKS = prepare((db, { project }: { project: number }) =>
  db
    .selectFrom('webhooks')
    .selectAll()
    .where('project_id', '=', project)
    .where('removed_at', 'is', null)
    .orderBy('created_at'),
)

/** What waits for it is not told any more. @returns false when there is none under that id */
export async function removeWebhook(tx: Tx, id: string): Promise<boolean> {
  const removed = await tx.db
    .updateTable('webhooks')
    // Its deliveries are history; its secret is over.
    .set({ removed_at: tx.now, secret: '' })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning('id')
    .execute()
  return removed.length === 1
}

/**
 * Writes down what is to be told, in the transaction it is about. Only where to look: the row is
 * read when it is told, so no text is stored twice and an erased one is never told.
 */
export async function writeDeliveries(
  tx: Tx,
  about: { project: number; conversation: string; message: string; isNewTicket: boolean },
): Promise<void> {
  const webhooks = await listWebhooks(tx, about.project)
  const events: WebhookEvent[] = about.isNewTicket ? [...WEBHOOK_EVENTS] : ['message.created']
  for (const event of events) {
    for (const webhook of webhooks) {
      if (!webhook.events.split(' ').includes(event)) continue
      const delivery = tx.db.insertInto('webhook_deliveries').values({
        webhook_id: webhook.id,
        project_id: about.project,
        conversation_id: about.conversation,
        message_id: event === 'message.created' ? about.message : null,
        event,
        state: 'waiting',
        attempts: 0,
        next_at: tx.now,
        lease_until: null,
        error: null,
        created_at: tx.now,
        ended_at: null,
      })
      tx.later(delivery)
      tx.wake('deliveries')
    }
  }
}
