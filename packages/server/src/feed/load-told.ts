/** The rows that events point to, as they are now. */
import { type Compilable, type Kysely, sql } from 'kysely'
import { isListed, toList } from '../store/listed.ts'
import { prepare } from '../store/prepared.ts'
import type { EventRow, MessageRow, Schema } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import type { Thread } from '../thread/thread.ts'

/** What an event points to: a message, or else the thread. */
export const targetOf = (row: Pick<EventRow, 'conversation_id' | 'message_id'>): string =>
  `${row.conversation_id} ${row.message_id ?? ''}`

/** Those that were deleted included, by the id of the conversation. */
export async function loadThreads(
  tx: ReadTx,
  rows: readonly EventRow[],
): Promise<ReadonlyMap<string, Thread>> {
  if (rows.length === 0) return new Map()
  const list = toList(rows.map((row) => row.conversation_id))
  const [conversations, tickets] = await Promise.all([
    CONVERSATIONS.all(tx, { list }),
    TICKETS.all(tx, { list }),
  ])
  const ticketsById = new Map(tickets.map((ticket) => [ticket.conversation_id, ticket]))
  return new Map(
    conversations.map((conversation) => [
      conversation.id,
      { conversation, ticket: ticketsById.get(conversation.id) ?? null },
    ]),
  )
}

const CONVERSATIONS = prepare((db, { list }: { list: string }, reads) =>
  db
    .selectFrom('conversations')
    .selectAll()
    .where(isListed('id', list, reads)),
)

const TICKETS = prepare((db, { list }: { list: string }, reads) =>
  db
    .selectFrom('tickets')
    .selectAll()
    .where(isListed('conversation_id', list, reads)),
)

/** By what events say of them. */
export async function loadMessages(
  tx: ReadTx,
  rows: readonly EventRow[],
): Promise<ReadonlyMap<string, MessageRow>> {
  const pointers = rows.flatMap(({ conversation_id, message_id }): Pointer[] =>
    message_id === null ? [] : [{ conversation_id, message_id }],
  )
  if (pointers.length === 0) return new Map()
  const messages = await MESSAGES.all(tx, { pointers: JSON.stringify(pointers) })
  return new Map(
    messages.map((row) => [
      targetOf({ conversation_id: row.conversation_id, message_id: row.id }),
      row,
    ]),
  )
}

const MESSAGES = prepare((db, { pointers }: { pointers: string }, { engine }) =>
  engine === 'sqlite' ? messagesOnSqlite(db, pointers) : messagesOnPostgres(db, pointers),
)

function messagesOnSqlite(db: Kysely<Schema>, pointers: string): Compilable<MessageRow> {
  return db
    .selectFrom(
      sql<Pointer>`(
        select value ->> 'conversation_id' as conversation_id, value ->> 'message_id' as message_id
        from json_each(${pointers})
      )`.as<'pointers'>('pointers'),
    )
    .innerJoin('messages', (join) =>
      join
        .onRef('messages.conversation_id', '=', 'pointers.conversation_id')
        .onRef('messages.id', '=', 'pointers.message_id'),
    )
    .selectAll('messages')
}

/**
 * One look for each pointer: PostgreSQL takes any list for a hundred values, and would rather read a table
 * of some thousands of messages than look into its index so often. The limit keeps it from that.
 */
function messagesOnPostgres(db: Kysely<Schema>, pointers: string): Compilable<MessageRow> {
  return db
    .selectFrom(sql<Pointer>`json_to_recordset(${pointers}::json)`.as<'pointers'>(POINTERS))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('messages')
          .selectAll('messages')
          .whereRef('messages.conversation_id', '=', 'pointers.conversation_id')
          .whereRef('messages.id', '=', 'pointers.message_id')
          .limit(sql.lit(1))
          .as('told'),
      (join) => join.onTrue(),
    )
    .selectAll('told')
}

const POINTERS = sql`pointers(conversation_id text, message_id text)`

type Pointer = { conversation_id: string; message_id: string }
