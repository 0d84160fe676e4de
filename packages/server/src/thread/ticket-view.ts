/** A thread as the team sees it. */
import {
  type OtherChannels,
  type Ticket,
  type TicketMessage,
  toTicketAuthorType,
} from '@porchlight/protocol'
import { readObject, readStrings } from '../store/json-columns.ts'
import type { MessageRow, TicketRow } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { modeOf, toIso } from './conversation-view.ts'
import { loadPeople, type People } from './people.ts'
import type { TicketThread } from './thread.ts'

/** One ticket in full. */
export async function toTicket(tx: ReadTx, thread: TicketThread): Promise<Ticket> {
  return describe(tx, thread, await loadPeople(tx, [thread.ticket]))
}

/** Many, with their people. */
export function toTickets(tx: ReadTx, threads: readonly TicketThread[], people: People): Ticket[] {
  return threads.map((thread) => describe(tx, thread, people))
}

function describe(tx: ReadTx, thread: TicketThread, people: People): Ticket {
  const { conversation, ticket } = thread
  return {
    id: ticket.id,
    ticket_number: ticket.number,
    conversation: conversation.id,
    channel_source: ticket.channel_source,
    channel_detail: ticket.channel_detail,
    distinct_id: ticket.distinct_id ?? conversation.visitor_id ?? conversation.id,
    status: ticket.status,
    priority: ticket.priority,
    assignee: people.assigneeOf(thread),
    anonymous_traits: readObject(ticket.anonymous_traits),
    // Null where nobody says who they are, or nothing could prove it.
    identity_verified: ticket.identity_verified === null ? null : ticket.identity_verified === 1,
    ai_resolved: ticket.ai_resolved === 1,
    escalation_reason: ticket.escalation_reason,
    ai_triage: ticket.ai_triage_result === null ? null : { result: ticket.ai_triage_result },
    created_at: toIso(ticket.created_at),
    updated_at: toIso(ticket.updated_at),
    message_count: ticket.message_count,
    last_message_at: toIsoOrNull(ticket.last_message_at),
    last_message_text: ticket.last_message_text,
    unread_team_count: ticket.unread_team_count,
    unread_customer_count: ticket.unread_customer_count,
    session_id: ticket.session_id,
    session_context: readObject(ticket.session_context),
    sla_due_at: toIsoOrNull(ticket.sla_due_at),
    snoozed_until: toIsoOrNull(ticket.snoozed_until),
    person: people.personOf(thread),
    tags: readStrings(ticket.tags),
    user_access_level: 'editor',
    mode: modeOf(tx, conversation),
    rev: conversation.rev,
    // Last: V8 adds so many members to a copy a hundred times slower than it copies them in
    // (`npm run bench -- server tickets`).
    ...OTHER_CHANNELS,
  }
}

const OTHER_CHANNELS: OtherChannels = {
  slack_channel_id: null,
  slack_thread_ts: null,
  slack_team_id: null,
  email_subject: null,
  email_from: null,
  email_to: null,
  cc_participants: [],
  github_repo: null,
  github_issue_number: null,
  zendesk_ticket_id: null,
  organization_id: null,
  organization_id_source: null,
}

function toIsoOrNull(ms: number | null): string | null {
  return ms === null ? null : toIso(ms)
}

/** @param ticket names the visitor, as far as the visitor has done so */
export function toTicketMessage(row: MessageRow, ticket: TicketRow): TicketMessage {
  return {
    id: row.id,
    content: row.content,
    rich_content: row.rich_content === null ? null : readObject(row.rich_content),
    author_type: toTicketAuthorType(row.author),
    author_name: authorName(row, ticket),
    agent_id: row.agent_id,
    is_private: row.is_private === 1,
    created_at: toIso(row.created_at),
    seq: row.seq ?? 0,
    rev: row.rev,
    incomplete: row.incomplete === 1,
  }
}

function authorName(row: MessageRow, ticket: TicketRow): string {
  switch (row.author) {
    case 'visitor':
      return ticket.trait_name ?? ticket.trait_email ?? 'Visitor'
    case 'assistant':
      return 'Assistant'
    default:
      return row.author_name ?? 'Support'
  }
}
