/** A thread as the team sees it. */
import { type Ticket, type TicketMessage, toTicketAuthorType } from '@porchlight/protocol'
import { readObject, readStrings } from '../store/json-columns.ts'
import type { ConversationRow, MessageRow, TicketRow } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { modeOf, toIso } from './conversation-view.ts'

/** A thread that has a ticket. */
export interface TicketThread {
  readonly conversation: ConversationRow
  readonly ticket: TicketRow
}

export function toTicket(tx: ReadTx, { conversation, ticket }: TicketThread): Ticket {
  return {
    id: ticket.id,
    ticket_number: ticket.number,
    conversation: conversation.id,
    channel_source: ticket.channel_source,
    channel_detail: ticket.channel_detail,
    distinct_id: conversation.visitor_id ?? conversation.id,
    status: ticket.status,
    priority: ticket.priority,
    anonymous_traits: readObject(ticket.anonymous_traits),
    // Traits are what the visitor says. Nothing here has been proven.
    identity_verified: null,
    ai_resolved: ticket.ai_resolved === 1,
    escalation_reason: ticket.escalation_reason,
    created_at: toIso(ticket.created_at),
    updated_at: toIso(ticket.updated_at),
    message_count: ticket.message_count,
    last_message_at: ticket.last_message_at === null ? null : toIso(ticket.last_message_at),
    last_message_text: ticket.last_message_text,
    unread_team_count: ticket.unread_team_count,
    unread_customer_count: ticket.unread_customer_count,
    session_id: ticket.session_id,
    session_context: readObject(ticket.session_context),
    tags: readStrings(ticket.tags),
    mode: modeOf(tx, conversation),
    rev: conversation.rev,
  }
}

/** @param ticket names the visitor, as far as the visitor has done so */
export function toTicketMessage(row: MessageRow, ticket: TicketRow): TicketMessage {
  return {
    id: row.id,
    content: row.content,
    rich_content: null,
    author_type: toTicketAuthorType(row.author),
    author_name: authorName(row, ticket),
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
