/** The team's side of a thread on the wire: tickets and their messages, as keys see them. */
import * as v from 'valibot'
import type { TicketStatus } from './thread.ts'

/** A ticket in full. Fields of channels we do not serve are always null. */
export interface Ticket {
  readonly id: string
  readonly ticket_number: number
  /** Extension: the conversation this ticket belongs to. */
  readonly conversation: string
  readonly channel_source: string
  readonly channel_detail: string | null
  readonly distinct_id: string
  readonly status: TicketStatus
  readonly priority: string | null
  readonly anonymous_traits: Readonly<Record<string, unknown>>
  readonly identity_verified: boolean | null
  readonly ai_resolved: boolean
  readonly escalation_reason: string | null
  readonly created_at: string
  readonly updated_at: string
  readonly message_count: number
  readonly last_message_at: string | null
  readonly last_message_text: string | null
  readonly unread_team_count: number
  readonly unread_customer_count: number
  readonly session_id: string | null
  readonly session_context: Readonly<Record<string, unknown>>
  readonly tags: readonly string[]
  /** Extension: who answers now. */
  readonly mode: 'assistant' | 'people'
  /** Extension: rises with each change of this ticket. */
  readonly rev: number
}

export const ticketStatusSchema: v.GenericSchema<unknown, TicketStatus> = v.picklist([
  'new',
  'open',
  'pending',
  'on_hold',
  'resolved',
])

export const ticketSchema: v.GenericSchema<unknown, Ticket> = v.object({
  id: v.string(),
  ticket_number: v.number(),
  conversation: v.string(),
  channel_source: v.string(),
  channel_detail: v.nullable(v.string()),
  distinct_id: v.string(),
  status: ticketStatusSchema,
  priority: v.nullable(v.string()),
  anonymous_traits: v.record(v.string(), v.unknown()),
  identity_verified: v.nullable(v.boolean()),
  ai_resolved: v.boolean(),
  escalation_reason: v.nullable(v.string()),
  created_at: v.string(),
  updated_at: v.string(),
  message_count: v.number(),
  last_message_at: v.nullable(v.string()),
  last_message_text: v.nullable(v.string()),
  unread_team_count: v.number(),
  unread_customer_count: v.number(),
  session_id: v.nullable(v.string()),
  session_context: v.record(v.string(), v.unknown()),
  tags: v.array(v.string()),
  mode: v.picklist(['assistant', 'people']),
  rev: v.number(),
})

/** A message of a ticket, private notes included. */
export interface TicketMessage {
  readonly id: string
  readonly content: string
  readonly rich_content: unknown
  /** `customer`, `support`, `AI`, `system`; later servers may add more. */
  readonly author_type: string
  readonly author_name: string
  readonly is_private: boolean
  readonly created_at: string
  /** Extension: place in the conversation. */
  readonly seq: number
  /** Extension: rises with each change of this message. */
  readonly rev: number
  /** Extension: an answer of the assistant that was cut off or stopped. */
  readonly incomplete: boolean
}

export const ticketMessageSchema: v.GenericSchema<unknown, TicketMessage> = v.object({
  id: v.string(),
  content: v.string(),
  rich_content: v.unknown(),
  author_type: v.string(),
  author_name: v.string(),
  is_private: v.boolean(),
  created_at: v.string(),
  seq: v.number(),
  rev: v.number(),
  incomplete: v.boolean(),
})
