/** From PostHog's tickets and messages to threads and messages. */
import type { Author, Message, Thread, ThreadId } from '@porchlight/protocol'
import type {
  StockMessage,
  StockTicket,
  ThreadMemory,
  ToldTicket,
} from '@porchlight/protocol/posthog'
import { hashText } from '../polling/compare-text.ts'
import { toDocument } from '../rich-content.ts'
import { toInstant, toOrder } from './order.ts'

/** Of a row, or of what was sent and confirmed. */
export function toMessage(
  thread: ThreadId,
  row: StockMessage,
  rev: number,
): Message & { readonly order: string } {
  return {
    id: row.id,
    thread,
    author: toAuthor(row.author_type),
    authorName: toAuthor(row.author_type) === 'agent' ? row.author_name : null,
    content: row.content,
    richContent: toDocument(row.rich_content),
    order: toOrder(row),
    rev,
    state: 'posted',
    incomplete: false,
    citations: [],
    createdAt: toInstant(row.created_at),
  }
}

/** The team has several names there: `support`, `human`, `team`. */
function toAuthor(type: string): Author {
  if (type === 'customer') return 'visitor'
  return type === 'AI' ? 'assistant' : 'agent'
}

export function toThread(id: ThreadId, known: ThreadMemory, rev: number): Thread {
  const { ticket, told } = known
  return {
    id,
    title: known.title,
    mode: 'people',
    run: null,
    rev,
    ticket:
      ticket === null
        ? null
        : { id: ticket, number: told?.number ?? 0, status: told?.status ?? 'new' },
    unread: told?.unread ?? 0,
    readOrder: known.readOrder,
    // A visitor is not told what the team has read.
    teamReadOrder: null,
    lastMessageText: told?.lastText ?? null,
    lastMessageAt: told?.lastAt ?? null,
    createdAt: told?.createdAt ?? known.openedAt,
  }
}

/** @param at the count of this telling */
export function toTold(ticket: StockTicket, at: number): ToldTicket {
  return {
    at,
    // Old servers count without telling.
    number: ticket.ticket_number ?? 0,
    status: ticket.status,
    unread: ticket.unread_count,
    messages: ticket.message_count,
    lastText: ticket.last_message,
    lastAt: ticket.last_message_at && toInstant(ticket.last_message_at),
    createdAt: toInstant(ticket.created_at),
  }
}

/** Whether the list shows what was told already. */
export function isTold(known: ThreadMemory, ticket: StockTicket): boolean {
  if (known.told === null) return false
  return JSON.stringify(known.told) === JSON.stringify(toTold(ticket, known.told.at))
}

/** Of what can change of a row. */
export function hashOf(row: StockMessage): number {
  return hashText(`${row.author_name} ${row.content}`)
}
