/** A database as it is after years: a plan for a table of three rows says little of what comes later. */
import { type Kysely, sql } from 'kysely'
import type { Place } from '../store/open-database.ts'
import type { Schema } from '../store/schema.ts'
import { inDatabase } from './test-database.ts'

/** What is another in each copy of a row, in terms of the number `n` of the copy. */
type Changes = Readonly<Record<string, string>>

/** In the order in which they refer to each other. */
const GROWN: readonly (readonly [table: keyof Schema, changes: Changes])[] = [
  ['visitors', { id: `'visitor-' || n` }],
  ['access_tokens', { hash: `'hash-' || n`, visitor_id: `'visitor-' || n` }],
  [
    'conversations',
    {
      id: `'conversation-' || n`,
      visitor_id: `'visitor-' || n`,
      updated_at: 'updated_at - n',
      drain_at: 'null',
      run_id: 'null',
    },
  ],
  [
    'tickets',
    {
      id: `'ticket-' || n`,
      conversation_id: `'conversation-' || n`,
      number: 'number + n',
      status: `case when n % 10 = 0 then 'open' else 'resolved' end`,
      unread_team_count: 'case when n % 10 = 0 then 1 else 0 end',
      created_at: 'created_at - n',
      updated_at: 'updated_at - n',
    },
  ],
  ['messages', { conversation_id: `'conversation-' || n`, id: `'message-' || n` }],
  [
    'runs',
    {
      id: `'run-' || n`,
      conversation_id: `'conversation-' || n`,
      answer_id: `'answer-' || n`,
      state: `'ended'`,
      begun_at: 'created_at - cast(n as bigint) * 1000000',
      ended_at: 'created_at',
    },
  ],
  [
    'events',
    {
      visitor_id: `'visitor-' || n`,
      conversation_id: `'conversation-' || n`,
      message_id: `'message-' || n`,
    },
  ],
]

/** Its number is given by the database. */
const GIVEN: ReadonlySet<string> = new Set(['events.id'])

/** Copies a row of each table so many times, and has the engine look how large they are now. */
export async function growTables(place: Place, times: number): Promise<void> {
  await inDatabase(place, async (db) => {
    for (const [table, changes] of GROWN) await copyRow(db, table, { changes, times })
    await sql`analyze`.execute(db)
  })
}

async function copyRow(
  db: Kysely<Schema>,
  table: keyof Schema,
  { changes, times }: { changes: Changes; times: number },
): Promise<void> {
  const row = await db.selectFrom(table).selectAll().limit(1).executeTakeFirstOrThrow()
  const columns = Object.keys(row).filter((column) => !GIVEN.has(`${table}.${column}`))
  const values = columns.map((column) => sql.raw(changes[column] ?? `"${column}"`))
  await sql`with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${sql.lit(times)})
    insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(values)} from (select * from ${sql.table(table)} limit 1) as one, numbers`.execute(
    db,
  )
}
