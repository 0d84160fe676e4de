/** The team's side of threads. */
import type { AiTriageResult, TicketStatus } from '@porchlight/protocol'
import type { Flag } from './flag.ts'

/** One for each conversation. */
export interface TicketsTable {
  id: string
  project_id: number
  conversation_id: string
  number: number
  channel_source: string
  channel_detail: string | null
  status: TicketStatus
  priority: string | null
  /** JSON object of scalars. */
  anonymous_traits: string
  /** Copies of two traits, because the list searches them. */
  trait_name: string | null
  trait_email: string | null
  /** JSON object of scalars. */
  session_context: string
  session_id: string | null
  /** What a client of the public widget API says, or has proven, who it is. */
  distinct_id: string | null
  /** Whether that was proven; null for tickets of our own widget. */
  identity_verified: Flag | null
  ai_resolved: Flag
  escalation_reason: string | null
  /** JSON array of strings, for reading; `ticket_tags` has the same for finding. */
  tags: string
  /** The agent who works on it. */
  assignee_id: number | null
  sla_due_at: number | null
  snoozed_until: number | null
  /** What became of the assistant's last answer. */
  ai_triage_result: AiTriageResult | null
  /** Whether it is in lists and counts: somebody has written in it, and it is not deleted. */
  is_listed: Flag
  /** The same as its conversation's, for the index of those that were not. */
  erased_at: number | null
  /** Posted messages without private notes. 0 hides the ticket from lists and feeds. */
  message_count: number
  last_message_at: number | null
  last_message_text: string | null
  unread_team_count: number
  unread_customer_count: number
  created_at: number
  updated_at: number
}

/** Tags once more, a row each: lists look here. */
export interface TicketTagsTable {
  ticket_id: string
  project_id: number
  name: string
}

/** What the team says of the assistant's answers. */
export interface AiFeedbackTable {
  ticket_id: string
  message_id: string
  /** `agent:<id>`, or `key` for a server's. Each has one word on a message, the latest. */
  rater: string
  rating: 'good' | 'bad'
  feedback_text: string
  created_at: number
}
