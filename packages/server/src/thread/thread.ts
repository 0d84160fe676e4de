/**
 * A thread in a transaction: the rows of its conversation and its ticket, changed in memory and
 * saved once, so that one transaction raises `rev` once and tells of the change once.
 */
import { recordThreadEvent } from '../feed/record-event.ts'
import { prepare } from '../store/prepared.ts'
import type { ConversationRow, TicketRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { asStored, unstoredColumns } from './stored-rows.ts'

/** Its rows may be changed until `saveThread`. */
export interface Thread {
  readonly conversation: ConversationRow
  ticket: TicketRow | null
}

/** One that has a ticket. */
export interface TicketThread extends Thread {
  ticket: TicketRow
}

const CONVERSATION = prepare((db, { id }: { id: string }, { locksRows }) =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where('id', '=', id)
    .$if(locksRows, (query) => query.forNoKeyUpdate()),
)

const TICKET_OF_CONVERSATION = prepare((db, { id }: { id: string }) =>
  db.selectFrom('tickets').selectAll().where('conversation_id', '=', id),
)

/**
 * Null when there is none. The row of a conversation is the lock of its thread: in a write on an
 * engine with many writers, nobody else changes anything of the thread until this one has ended.
 * Who needs several takes them in the order of their ids.
 */
export async function loadThread(tx: ReadTx, id: string): Promise<Thread | null> {
  // In this order, because what is read of the ticket has to be as the lock found it.
  const [conversation, ticket] = await Promise.all([
    CONVERSATION.first(tx, { id }),
    TICKET_OF_CONVERSATION.first(tx, { id }),
  ])
  if (conversation === undefined) return null
  return { conversation: asStored(conversation), ticket: ticket ? asStored(ticket) : null }
}

/** The same for many, in the order of the conversations given. */
export async function withTickets(
  tx: ReadTx,
  conversations: readonly ConversationRow[],
): Promise<Thread[]> {
  const tickets = await ticketsOf(
    tx,
    conversations.map(({ id }) => id),
  )
  return conversations.map((conversation) => ({
    conversation,
    ticket: tickets.get(conversation.id) ?? null,
  }))
}

/** The tickets of conversations, by the id of the conversation. */
export async function ticketsOf(
  tx: ReadTx,
  conversations: readonly string[],
): Promise<ReadonlyMap<string, TicketRow>> {
  if (conversations.length === 0) return new Map()
  const tickets = await tx.db
    .selectFrom('tickets')
    .selectAll()
    .where('conversation_id', 'in', [...conversations])
    .execute()
  return new Map(tickets.map((row) => [row.conversation_id, row]))
}

/** What a conversation is made with. */
export interface NewThread {
  readonly id: string
  readonly project: number
  /** Null for a conversation begun by a key. */
  readonly visitor: string | null
  readonly type?: ConversationRow['type']
  readonly runtime?: ConversationRow['agent_runtime']
}

/** The thread under that id, whosever it is, or a new one. */
export async function findOrCreateThread(tx: Tx, wanted: NewThread): Promise<Thread> {
  const known = (await loadThread(tx, wanted.id)) ?? (await createThread(tx, wanted))
  const thread = known ?? (await loadThread(tx, wanted.id))
  if (thread === null) throw new Error('a conversation was made meanwhile, and is not there')
  return thread
}

/**
 * Makes a conversation, unless there is one under that id by now: two tabs may open the same one.
 * Who answers first depends on whether there is an assistant.
 *
 * @returns null when somebody was faster; it can be loaded then
 */
async function createThread(tx: Tx, owner: NewThread): Promise<Thread | null> {
  const conversation: ConversationRow = {
    id: owner.id,
    project_id: owner.project,
    visitor_id: owner.visitor,
    title: null,
    mode: tx.policy.hasAssistant ? 'assistant' : 'people',
    type: owner.type ?? 'assistant',
    agent_runtime: owner.runtime ?? 'langgraph',
    agent_mode: null,
    run_id: null,
    next_seq: 1,
    last_seq: 0,
    read_seq: 0,
    team_read_seq: 0,
    last_posted_us: 0,
    rev: 0,
    drain_at: null,
    deleted_at: null,
    erased_at: null,
    created_at: tx.now,
    updated_at: tx.now,
  }
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('conversations')
    .values(conversation)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return null
  return { conversation: asStored(conversation), ticket: null }
}

const CONVERSATION_CHANGE = prepare((db, { id, ...columns }: ChangeOf<ConversationRow>) =>
  db.updateTable('conversations').set(columns).where('id', '=', id),
)

const TICKET_CHANGE = prepare((db, { id, ...columns }: ChangeOf<TicketRow>) =>
  db.updateTable('tickets').set(columns).where('id', '=', id),
)

/** Columns of the row that has this id. */
type ChangeOf<Row extends { id: string }> = Partial<Row> & Pick<Row, 'id'>

/** Writes both rows, under a higher rev, and tells the feed. Call it once, after all changes. */
export function saveThread(tx: Tx, thread: Thread): void {
  thread.conversation.rev += 1
  saveQuietly(tx, thread)
  if (thread.conversation.drain_at !== null) tx.wake('drains')
  recordThreadEvent(tx, thread.conversation)
}

/** Writes both rows and tells nobody: for changes that no reader of the thread can see. */
export function saveQuietly(tx: Tx, { conversation, ticket }: Thread): void {
  const changed = unstoredColumns(conversation)
  if (Object.keys(changed).length > 0) {
    tx.later(CONVERSATION_CHANGE.with(tx, { ...changed, id: conversation.id }))
    asStored(conversation)
  }
  if (ticket === null) return
  ticket.is_listed = ticket.message_count > 0 && conversation.deleted_at === null ? 1 : 0
  const changedTicket = unstoredColumns(ticket)
  if (Object.keys(changedTicket).length === 0) return
  tx.later(TICKET_CHANGE.with(tx, { ...changedTicket, id: ticket.id }))
  asStored(ticket)
}
