/** What other servers are told. */
import type { Generated } from 'kysely'

/** Addresses that are told, until they are removed. */
export interface WebhooksTable {
  id: string
  project_id: number
  url: string
  /** What deliveries are signed with. Not hashed: it is needed for each of them. */
  secret: string
  /** Names of events separated by spaces. */
  events: string
  created_at: number
  removed_at: number | null
}

/** What is to be told, and what became of it. */
export interface WebhookDeliveriesTable {
  id: Generated<number>
  webhook_id: string
  project_id: number
  conversation_id: string
  /** Null when it tells of the ticket. */
  message_id: string | null
  event: WebhookEvent
  /** `gone`: what it would tell of was erased, or the webhook was removed. */
  state: 'waiting' | 'delivered' | 'failed' | 'gone'
  attempts: number
  /** When to try next. */
  next_at: number
  /** While somebody tries: until when, by their clock. Null for nobody. */
  lease_until: number | null
  /** Why the last try failed. */
  error: string | null
  created_at: number
  ended_at: number | null
}

/** What a webhook can be told of. */
export type WebhookEvent = 'ticket.created' | 'message.created'
