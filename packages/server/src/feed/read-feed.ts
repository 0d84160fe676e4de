/** From rows of `events` to what a reader is told: the rows they point to, as they are now. */
import type { DeletedTicket, TeamFeedEvent, VisitorFeedEvent } from '@porchlight/protocol'
import type { Kysely } from 'kysely'
import type { Principal } from '../auth/principal.ts'
import { prepare } from '../store/prepared.ts'
import type { EventRow, MessageRow, Schema } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { countUnread, summarise, toConversationMessage } from '../thread/conversation-view.ts'
import { findMessage } from '../thread/message-rows.ts'
import { loadThread, type Thread, type TicketThread, ticketsOf } from '../thread/thread.ts'
import { toTicketMessage, toTickets } from '../thread/ticket-view.ts'
import { behind, type FeedPosition, settled } from './position.ts'

export type AnyFeedEvent = VisitorFeedEvent | TeamFeedEvent

export interface FeedPage {
  readonly events: readonly { readonly at: FeedPosition; readonly event: AnyFeedEvent }[]
  /** Place of the last row that was looked at, told or not. */
  readonly last: FeedPosition
  /** Begin of the transaction that wrote that row, in milliseconds since 1970; null without one. */
  readonly writtenAt: number | null
  readonly hasMore: boolean
}

/** Rows read at a time. */
export const FEED_PAGE_SIZE = 100

/** What has changed behind `after`, in the order it was committed. */
export async function readFeed(
  tx: ReadTx,
  principal: Principal,
  after: FeedPosition,
): Promise<FeedPage> {
  const rows = await readRows(tx, principal, after)
  const page = rows.slice(0, FEED_PAGE_SIZE)
  const told = dropRepeated(page)
  const last = page.at(-1)
  return {
    events: principal.kind === 'visitor' ? await forVisitor(tx, told) : await forTeam(tx, told),
    last: last === undefined ? after : placeOf(last),
    writtenAt: last?.created_at ?? null,
    hasMore: rows.length > FEED_PAGE_SIZE,
  }
}

async function readRows(
  tx: ReadTx,
  principal: Principal,
  after: FeedPosition,
): Promise<EventRow[]> {
  const place = { tx: after.tx, id: after.id, limit: FEED_PAGE_SIZE + 1 }
  return principal.kind === 'visitor'
    ? await OF_VISITOR.all(tx, { ...place, visitor: principal.visitor })
    : await OF_PROJECT.all(tx, { ...place, project: principal.project })
}

type Reads = Pick<ReadTx, 'engine'>

type PlaceOfPage = { tx: number; id: number; limit: number }

const rowsBehind = (db: Kysely<Schema>, { tx, id, limit }: PlaceOfPage, { engine }: Reads) =>
  db
    .selectFrom('events')
    .selectAll()
    .where(behind({ tx, id }))
    .where(settled({ engine }))
    .orderBy('tx_id')
    .orderBy('id')
    .limit(limit)

const OF_VISITOR = prepare((db, given: PlaceOfPage & { visitor: string }, reads) =>
  rowsBehind(db, given, reads).where('visitor_id', '=', given.visitor),
)

const OF_PROJECT = prepare((db, given: PlaceOfPage & { project: number }, reads) =>
  rowsBehind(db, given, reads).where('project_id', '=', given.project),
)

/** The present row is told once per page, by the last event that points to it. */
function dropRepeated(rows: readonly EventRow[]): EventRow[] {
  const lastByTarget = new Map(rows.map((row) => [targetOf(row), row.id]))
  return rows.filter((row) => lastByTarget.get(targetOf(row)) === row.id)
}

const placeOf = (row: EventRow): FeedPosition => ({ tx: row.tx_id, id: row.id })

const targetOf = (row: EventRow): string => `${row.conversation_id} ${row.message_id ?? ''}`

type Told = FeedPage['events'][number]

async function forVisitor(tx: ReadTx, rows: readonly EventRow[]): Promise<Told[]> {
  const [threads, messages, unread] = await Promise.all([
    loadThreads(tx, rows),
    loadMessages(tx, rows),
    countUnread(tx, [...new Set(rows.map((row) => row.conversation_id))]),
  ])
  const summaries = [...threads.values()].map((thread) => summarise(tx, thread, unread))
  const summariesById = new Map(summaries.map((summary) => [summary.id, summary]))
  return rows.flatMap((row): Told[] => {
    const conversation = row.conversation_id
    if (row.kind === 'thread') {
      const data = summariesById.get(conversation)
      return data === undefined
        ? [{ at: placeOf(row), event: { event: 'conversation_deleted', data: { conversation } } }]
        : [{ at: placeOf(row), event: { event: 'conversation', data } }]
    }
    // What was said in a conversation that is gone by now is told to nobody.
    if (!threads.has(conversation)) return []
    const message = messages.get(targetOf(row))
    // Private notes have no visitor in their event; this is the second lock on the same door.
    if (message === undefined || message.is_private === 1) return []
    return [{ at: placeOf(row), event: { event: 'message', data: toConversationMessage(message) } }]
  })
}

async function forTeam(tx: ReadTx, rows: readonly EventRow[]): Promise<Told[]> {
  const [threads, messages] = await Promise.all([
    loadThreads(tx, rows, { withDeleted: true }),
    loadMessages(tx, rows),
  ])
  const listed = new Map(
    [...threads].flatMap(([id, thread]) => (isListed(thread) ? [[id, thread]] : [])),
  )
  const tickets = await toTickets(tx, [...listed.values()])
  const ticketsById = new Map(tickets.map((ticket) => [ticket.conversation, ticket]))
  return rows.flatMap((row): Told[] => {
    const gone = row.kind === 'thread' ? deletedTicket(threads.get(row.conversation_id)) : null
    if (gone !== null) return [{ at: placeOf(row), event: { event: 'ticket_deleted', data: gone } }]
    const thread = listed.get(row.conversation_id)
    const data = ticketsById.get(row.conversation_id)
    if (thread === undefined || data === undefined) return []
    const { conversation, ticket } = thread
    if (row.kind === 'thread') return [{ at: placeOf(row), event: { event: 'ticket', data } }]
    const message = messages.get(targetOf(row))
    if (message?.state !== 'posted') return []
    const told = {
      ticket: ticket.id,
      conversation: conversation.id,
      message: toTicketMessage(message, ticket),
    }
    return [{ at: placeOf(row), event: { event: 'message', data: told } }]
  })
}
/** What the team has to forget; null where it has heard of nothing. */
function deletedTicket(thread: Thread | undefined): DeletedTicket | null {
  if (thread?.ticket == null || thread.conversation.deleted_at === null) return null
  if (thread.ticket.message_count === 0) return null
  return { ticket: thread.ticket.id, conversation: thread.conversation.id }
}

/** A ticket nobody has written in yet is no ticket to the team. */
function isListed(thread: Thread): thread is TicketThread {
  return thread.ticket !== null && thread.ticket.is_listed === 1
}

async function loadThreads(
  tx: ReadTx,
  rows: readonly EventRow[],
  { withDeleted = false } = {},
): Promise<ReadonlyMap<string, Thread>> {
  const ids = [...new Set(rows.map((row) => row.conversation_id))]
  const [only, ...more] = ids
  if (only === undefined) return new Map()
  // Mostly a page tells of one message, and what finds one row has been prepared.
  if (more.length === 0) {
    const thread = await loadThread(tx, only)
    const isTold = thread !== null && (withDeleted || thread.conversation.deleted_at === null)
    return new Map(isTold ? [[only, thread]] : [])
  }
  const found = tx.db.selectFrom('conversations').selectAll().where('id', 'in', ids)
  const [conversations, tickets] = await Promise.all([
    (withDeleted ? found : found.where('deleted_at', 'is', null)).execute(),
    ticketsOf(tx, ids),
  ])
  const threads = conversations.map((conversation) => ({
    conversation,
    ticket: tickets.get(conversation.id) ?? null,
  }))
  return new Map(threads.map((thread) => [thread.conversation.id, thread]))
}

async function loadMessages(
  tx: ReadTx,
  rows: readonly EventRow[],
): Promise<ReadonlyMap<string, MessageRow>> {
  const pointers = rows.filter((row) => row.message_id !== null)
  const [only, ...more] = pointers
  if (only === undefined) return new Map()
  if (more.length === 0) {
    const message = await findMessage(tx, only.conversation_id, only.message_id ?? '')
    return new Map(message === null ? [] : [[targetOf(only), message]])
  }
  const messages = await tx.db
    .selectFrom('messages')
    .selectAll()
    .where(
      'conversation_id',
      'in',
      pointers.map((row) => row.conversation_id),
    )
    .where(
      'id',
      'in',
      pointers.flatMap((row) => row.message_id ?? []),
    )
    .execute()
  return new Map(messages.map((row) => [`${row.conversation_id} ${row.id}`, row]))
}
