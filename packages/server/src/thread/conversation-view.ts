/** A thread as its visitor may see it: no private notes, no addresses of the team. */
import {
  type Author,
  type ConversationUser,
  type PublishedConversation,
  type PublishedMessage,
  toConversationType,
  type VisitorTicket,
} from '@porchlight/protocol'
import { sql } from 'kysely'
import { readCitations } from '../store/json-columns.ts'
import { isListed, toList } from '../store/listed.ts'
import { prepare } from '../store/prepared.ts'
import type { ConversationRow, MessageRow, TicketRow } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { readStoredSentWith } from './sent-with.ts'
import type { Thread } from './thread.ts'
import { toVisitorDocument } from './visitor-document.ts'

export function toConversationMessage(row: MessageRow): PublishedMessage {
  const { ui_context: uiContext } = readStoredSentWith(row)
  return {
    type: toConversationType(row.author),
    id: row.id,
    conversation: row.conversation_id,
    content: row.content,
    ...(row.rich_content !== null && { rich_content: toVisitorDocument(row.rich_content) }),
    author: row.author,
    author_name: row.author_name,
    seq: row.seq,
    rev: row.rev,
    state: row.state,
    incomplete: row.incomplete === 1,
    citations: readCitations(row.citations),
    created_at: toIso(row.created_at),
    ...(row.author === 'visitor' && { trace_id: row.id }),
    ...(uiContext !== null && { ui_context: uiContext }),
  }
}

/** One thread without its messages. */
export async function toSummary(tx: ReadTx, thread: Thread): Promise<PublishedConversation> {
  const unread = await countUnread(tx, [thread.conversation.id])
  return summarise(tx, thread, unread)
}

/** Many threads, with one query for what is unread in them. */
export async function toSummaries(
  tx: ReadTx,
  threads: readonly Thread[],
): Promise<PublishedConversation[]> {
  const unread = await countUnread(
    tx,
    threads.map(({ conversation }) => conversation.id),
  )
  return threads.map((thread) => summarise(tx, thread, unread))
}

/** Who answers now. Without an assistant it is people, whatever the row remembers. */
export function modeOf(tx: ReadTx, conversation: ConversationRow): 'assistant' | 'people' {
  return tx.policy.hasAssistant ? conversation.mode : 'people'
}

export function toIso(ms: number): string {
  return new Date(ms).toISOString()
}

export type UnreadByConversation = ReadonlyMap<string, number>

/** A thread without its messages, from what is known. */
export function summarise(
  tx: ReadTx,
  { conversation, ticket }: Thread,
  unread: UnreadByConversation,
): PublishedConversation {
  const mode = modeOf(tx, conversation)
  return {
    id: conversation.id,
    status: conversation.run_id === null ? 'idle' : 'in_progress',
    title: conversation.title,
    created_at: toIso(conversation.created_at),
    updated_at: toIso(conversation.updated_at),
    mode,
    run: conversation.run_id,
    rev: conversation.rev,
    last_seq: conversation.last_seq,
    read_seq: conversation.read_seq,
    team_read_seq: conversation.team_read_seq,
    ticket: ticket && toVisitorTicket(ticket, mode, unread.get(conversation.id) ?? 0),
    topic: null,
    user: toUser(conversation, ticket),
    type: conversation.type,
    is_internal: false,
    slack_thread_key: null,
    slack_workspace_domain: null,
    task: null,
  }
}

/** The visitor in the shape of a user, as far as traits say who it is. */
function toUser(
  { visitor_id: id }: ConversationRow,
  ticket: TicketRow | null,
): ConversationUser | null {
  if (id === null) return null
  const [firstName, email] = [ticket?.trait_name ?? '', ticket?.trait_email ?? '']
  return { id: 0, uuid: id, distinct_id: id, first_name: firstName, last_name: '', email }
}

function toVisitorTicket(
  ticket: TicketRow,
  mode: 'assistant' | 'people',
  unread: number,
): VisitorTicket {
  return {
    id: ticket.id,
    ticket_number: ticket.number,
    conversation: ticket.conversation_id,
    status: ticket.status,
    mode,
    unread_count: unread,
    message_count: ticket.message_count,
    last_message_at: ticket.last_message_at === null ? null : toIso(ticket.last_message_at),
    last_message_text: ticket.last_message_text,
    created_at: toIso(ticket.created_at),
    updated_at: toIso(ticket.updated_at),
  }
}

/** Posted messages of others behind the visitor's read position. */
export async function countUnread(
  tx: ReadTx,
  conversations: readonly string[],
): Promise<UnreadByConversation> {
  if (conversations.length === 0) return new Map()
  const rows = await UNREAD.all(tx, { conversations: toList(conversations) })
  // Counts come as text from engines whose counts are 64 bits wide.
  return new Map(rows.map((row) => [row.id, Number(row.unread)]))
}

const UNREAD = prepare((db, { conversations }: { conversations: string }, reads) =>
  db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select((eb) => ['messages.conversation_id as id', eb.fn.countAll<number>().as('unread')])
    // As literals: a statement that is prepared has no values but those it is given.
    .where('messages.state', '=', sql.lit('posted'))
    .where('messages.is_private', '=', sql.lit(0))
    // A visitor's notices are the visitor's own.
    .where('messages.author', 'not in', [sql.lit<Author>('visitor'), sql.lit<Author>('notice')])
    .whereRef('messages.seq', '>', 'conversations.read_seq')
    .where(isListed('messages.conversation_id', conversations, reads))
    .groupBy('messages.conversation_id'),
)
