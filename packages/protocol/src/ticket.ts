/** The team's side of a thread on the wire: tickets and their messages, as keys see them. */
import * as v from 'valibot'
import type { TicketStatus } from './thread.ts'

/** Where a ticket comes from. Ours all come from the widget, or from a key. */
export type ChannelSource = 'widget' | 'email' | 'slack' | 'teams' | 'github'

export const CHANNEL_SOURCES: readonly ChannelSource[] = [
  'widget',
  'email',
  'slack',
  'teams',
  'github',
]

export type TicketPriority = 'low' | 'medium' | 'high' | 'critical'

export const ticketPrioritySchema: v.GenericSchema<unknown, TicketPriority> = v.picklist([
  'low',
  'medium',
  'high',
  'critical',
])

/**
 * What became of the assistant: `in_progress` while it answers, `persisted` when its answer stands,
 * `escalated_…` when it asked for a person, with or without an answer. The others are published and
 * never said by this server.
 */
export type AiTriageResult =
  | 'persisted'
  | 'escalated_with_best'
  | 'escalated_no_reply'
  | 'skipped_unactionable'
  | 'blocked_unsafe'
  | 'blocked_unsafe_reply'
  | 'in_progress'

export const aiTriageResultSchema: v.GenericSchema<unknown, AiTriageResult> = v.picklist([
  'persisted',
  'escalated_with_best',
  'escalated_no_reply',
  'skipped_unactionable',
  'blocked_unsafe',
  'blocked_unsafe_reply',
  'in_progress',
])

/** Who works on a ticket. There are no roles here, so it is always a user. */
export interface TicketAssignee {
  readonly id: number | string
  readonly type: 'user' | 'role'
  readonly user: { readonly email: string } | null
  readonly role: { readonly name: string } | null
}

const ticketAssigneeSchema: v.GenericSchema<unknown, TicketAssignee> = v.object({
  id: v.union([v.number(), v.string()]),
  type: v.picklist(['user', 'role']),
  user: v.nullable(v.object({ email: v.string() })),
  role: v.nullable(v.object({ name: v.string() })),
})

/** Who wrote, as far as the server knows; null for a ticket that a key has opened. */
export interface TicketPerson {
  readonly id: string
  readonly name: string
  readonly distinct_ids: readonly string[]
  readonly properties: Readonly<Record<string, unknown>>
  readonly created_at: string
  readonly is_identified: boolean
}

const ticketPersonSchema: v.GenericSchema<unknown, TicketPerson> = v.object({
  id: v.string(),
  name: v.string(),
  distinct_ids: v.array(v.string()),
  properties: v.record(v.string(), v.unknown()),
  created_at: v.string(),
  is_identified: v.boolean(),
})

/** Fields of channels that this server does not serve: always null, and no one in copy. */
export interface OtherChannels {
  readonly slack_channel_id: null
  readonly slack_thread_ts: null
  readonly slack_team_id: null
  readonly email_subject: null
  readonly email_from: null
  readonly email_to: null
  readonly cc_participants: readonly string[]
  readonly github_repo: null
  readonly github_issue_number: null
  readonly zendesk_ticket_id: null
  readonly organization_id: null
  readonly organization_id_source: null
}

const otherChannelEntries = {
  slack_channel_id: v.null(),
  slack_thread_ts: v.null(),
  slack_team_id: v.null(),
  email_subject: v.null(),
  email_from: v.null(),
  email_to: v.null(),
  cc_participants: v.array(v.string()),
  github_repo: v.null(),
  github_issue_number: v.null(),
  zendesk_ticket_id: v.null(),
  organization_id: v.null(),
  organization_id_source: v.null(),
}

/** A ticket in full. */
export interface Ticket extends OtherChannels {
  readonly id: string
  readonly ticket_number: number
  /** Extension: the conversation this ticket belongs to. */
  readonly conversation: string
  readonly channel_source: string
  readonly channel_detail: string | null
  readonly distinct_id: string
  readonly status: TicketStatus
  readonly priority: string | null
  readonly assignee: TicketAssignee | null
  readonly anonymous_traits: Readonly<Record<string, unknown>>
  readonly identity_verified: boolean | null
  readonly ai_resolved: boolean
  readonly escalation_reason: string | null
  readonly ai_triage: { readonly result: AiTriageResult } | null
  readonly created_at: string
  readonly updated_at: string
  readonly message_count: number
  readonly last_message_at: string | null
  readonly last_message_text: string | null
  readonly unread_team_count: number
  readonly unread_customer_count: number
  readonly session_id: string | null
  readonly session_context: Readonly<Record<string, unknown>>
  readonly sla_due_at: string | null
  readonly snoozed_until: string | null
  readonly person: TicketPerson | null
  readonly tags: readonly string[]
  /** What the asker may do with it: always `editor`, since keys are for whole projects. */
  readonly user_access_level: string
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
  assignee: v.nullable(ticketAssigneeSchema),
  anonymous_traits: v.record(v.string(), v.unknown()),
  identity_verified: v.nullable(v.boolean()),
  ai_resolved: v.boolean(),
  escalation_reason: v.nullable(v.string()),
  ai_triage: v.nullable(v.object({ result: aiTriageResultSchema })),
  created_at: v.string(),
  updated_at: v.string(),
  message_count: v.number(),
  last_message_at: v.nullable(v.string()),
  last_message_text: v.nullable(v.string()),
  unread_team_count: v.number(),
  unread_customer_count: v.number(),
  session_id: v.nullable(v.string()),
  session_context: v.record(v.string(), v.unknown()),
  ...otherChannelEntries,
  sla_due_at: v.nullable(v.string()),
  snoozed_until: v.nullable(v.string()),
  person: v.nullable(ticketPersonSchema),
  tags: v.array(v.string()),
  user_access_level: v.string(),
  mode: v.picklist(['assistant', 'people']),
  rev: v.number(),
})

/** Tags of one ticket. */
export const TICKET_TAGS_MAX = 100
const TAG_MAX_CHARACTERS = 100

/** Blank ones and repeated ones are dropped by the server. */
export const tagsSchema: v.GenericSchema<unknown, readonly string[]> = v.pipe(
  v.array(
    v.pipe(
      v.string(),
      v.maxLength(
        TAG_MAX_CHARACTERS,
        `Ensure this field has no more than ${TAG_MAX_CHARACTERS} characters.`,
      ),
    ),
  ),
  v.maxLength(TICKET_TAGS_MAX, `Ensure this field has no more than ${TICKET_TAGS_MAX} elements.`),
)

/** A message of a ticket, private notes included. */
export interface TicketMessage {
  readonly id: string
  readonly content: string
  readonly rich_content: unknown
  /** `customer`, `support`, `AI`, `system`; later servers may add more. */
  readonly author_type: string
  readonly author_name: string
  /** Extension: the id of the agent who wrote it; null where none has, or where it is not known. */
  readonly agent_id: number | null
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
  // Servers of before do not tell.
  agent_id: v.optional(v.nullable(v.number()), null),
  is_private: v.boolean(),
  created_at: v.string(),
  seq: v.number(),
  rev: v.number(),
  incomplete: v.boolean(),
})
