/** From the conversation view on the wire to threads and messages. */
import type {
  ConversationMessage,
  ConversationSummary,
  Message,
  Session,
  SessionAnswer,
  Thread,
} from '@porchlight/protocol'
import { toDocument } from './rich-content.ts'

export function toMessage(wire: ConversationMessage): Message {
  return {
    id: wire.id,
    thread: wire.conversation,
    author: wire.author,
    authorName: wire.author_name,
    content: wire.content,
    richContent: toDocument(wire.rich_content),
    order: wire.seq,
    rev: wire.rev,
    state: wire.state,
    incomplete: wire.incomplete,
    citations: wire.citations,
    createdAt: wire.created_at,
  }
}

export function toThread(wire: ConversationSummary): Thread {
  const { ticket } = wire
  return {
    id: wire.id,
    title: wire.title,
    mode: wire.mode,
    run: wire.run,
    rev: wire.rev,
    ticket: ticket && { id: ticket.id, number: ticket.ticket_number, status: ticket.status },
    unread: ticket?.unread_count ?? 0,
    readOrder: wire.read_seq,
    teamReadOrder: wire.team_read_seq,
    lastMessageText: ticket?.last_message_text ?? null,
    lastMessageAt: ticket?.last_message_at ?? null,
    createdAt: wire.created_at,
  }
}

export function toSession(wire: SessionAnswer): Session {
  return {
    visitor: wire.visitor,
    capabilities: wire.capabilities,
    maxQueueMessages: wire.max_queue_messages,
    mode: wire.mode,
    settings: wire.settings,
  }
}
