/**
 * Moves everything from SQLite to an empty PostgreSQL database: tokens, ids and the places of feeds
 * included, so that whoever was connected goes on as after a short outage.
 *
 * A copy that was cut off is continued by doing it again: rows go in the order of their keys, batch
 * by batch, and the target knows the last one. Until all is there, no server starts on it.
 */
import { createHash } from 'node:crypto'
import { type QueryExecutorProvider as Connection, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../database.ts'
import type { MetaKey } from '../meta.ts'
import type { Schema } from '../schema.ts'
import { StartError } from '../start-error.ts'
import { type CopiedTable, listTables } from './tables.ts'

/** In `meta` of the target while a copy is not finished. */
const COPY_MARK = 'copy_of'

/** What a team changes in place, which no event tells of. Each has few rows. */
const UNTOLD = [
  'projects',
  'agents',
  'api_keys',
  'identity_keys',
  'ticket_views',
  'macros',
  'customer_profile_configs',
  'webhooks',
  'notification_settings',
] as const satisfies readonly (keyof Schema)[]

/** Values of one statement; PostgreSQL takes 65,535. */
const BATCH_VALUES = 20_000

export interface CopyReport {
  readonly table: string
  readonly rows: number
}

/** The tables are only known at run time, so their rows are records of values. */
type Row = Readonly<Record<string, unknown>>

/**
 * The source is locked meanwhile: a server that runs on it can write nothing that would be lost.
 *
 * @param onTable told of each table when all of its rows are there
 * @throws StartError `database_url` when the target holds other data, or the counts differ
 */
export async function copyDatabase(
  source: Database,
  target: Database,
  onTable: (report: CopyReport) => void,
): Promise<void> {
  const to = target.db
  await source.db.transaction().execute(async (from) => {
    const tables = await listTables(from)
    await claimTarget(from, to, tables)
    for (const table of tables) {
      await copyTable(from, to, table)
      onTable({ table: table.name, rows: await compareCounts(from, to, table) })
    }
    await continueNumbers(to, tables)
    await to.deleteFrom('meta').where('key', '=', COPY_MARK).execute()
  })
}

/**
 * Writes down whose copy this is going to be. A copy of the same source that was begun is continued,
 * unless the source has gone on since: rows that were copied then are not what they are now, so that
 * one is thrown away.
 */
async function claimTarget(
  from: Kysely<Schema>,
  to: Kysely<Schema>,
  tables: readonly CopiedTable[],
): Promise<void> {
  const id = await readMeta(from, 'store_id')
  if (id === null) throw new StartError('data_dir', 'There is nothing to copy: no server ran here.')
  const mark = `${id} ${await stateOf(from)}`
  const begun = await readMeta(to, COPY_MARK)
  if (begun === mark) return
  if (begun?.startsWith(`${id} `) === true) await emptyTables(to, tables)
  for (const { name } of tables) {
    if ((await countRows(to, name)) > 0) {
      throw new StartError('database_url', 'The database to copy to holds other data already.')
    }
  }
  await to.insertInto('meta').values({ key: COPY_MARK, value: mark }).execute()
}

/**
 * Differs after a start of a server, anything in a thread, a session, a change of knowledge, and one of what
 * the team has set or saved.
 */
async function stateOf(from: Kysely<Schema>): Promise<string> {
  const { rows } = await sql<{ seq: number }>`
    select seq from sqlite_sequence where name = 'events'
  `.execute(from)
  const sessions = await countRows(from, 'refresh_tokens')
  const { rows: knowledge } = await sql<{ revisions: number }>`
    select coalesce(sum(revision), 0) as revisions from knowledge_states
  `.execute(from)
  return [
    await readMeta(from, 'last_start'),
    rows[0]?.seq ?? 0,
    sessions,
    knowledge[0]?.revisions ?? 0,
    await digestOfUntold(from),
  ].join(' ')
}

async function digestOfUntold(from: Kysely<Schema>): Promise<string> {
  const hash = createHash('sha256')
  for (const name of UNTOLD) {
    const { rows } = await sql<Row>`select * from ${sql.table(name)} order by 1`.execute(from)
    hash.update(JSON.stringify(rows))
  }
  return hash.digest('hex')
}

async function emptyTables(to: Connection, tables: readonly CopiedTable[]): Promise<void> {
  const names = sql.join(tables.map(({ name }) => sql.table(name)))
  await sql`truncate ${names} restart identity`.execute(to)
}

async function copyTable(from: Connection, to: Connection, table: CopiedTable): Promise<void> {
  const limit = Math.max(1, Math.floor(BATCH_VALUES / table.columns.length))
  let last = await lastCopied(to, table)
  for (;;) {
    const rows = await readBatch(from, table, { after: last, limit })
    if (rows.length === 0) return
    await insert(to, table, rows)
    last = rows.at(-1) ?? null
  }
}

async function readBatch(
  from: Connection,
  { name, key }: CopiedTable,
  { after, limit }: { after: Row | null; limit: number },
): Promise<Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column.name)))
  const behind =
    after === null
      ? sql`1 = 1`
      : sql`(${columns}) > (${sql.join(key.map((column) => after[column.name]))})`
  const { rows } = await sql<Row>`
    select * from ${sql.table(name)} where ${behind} order by ${columns} limit ${limit}
  `.execute(from)
  return rows
}

async function insert(
  to: Connection,
  { name, columns }: CopiedTable,
  rows: readonly Row[],
): Promise<void> {
  const tuple = (row: Row): RawBuilder<unknown> =>
    sql`(${sql.join(columns.map((column) => row[column]))})`
  await sql`
    insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(rows.map(tuple))} on conflict do nothing
  `.execute(to)
}

/** Where an earlier copy was cut off. The mark in `meta` is no row of the source. */
async function lastCopied(to: Connection, { name, key }: CopiedTable): Promise<Row | null> {
  if (name === 'meta') return null
  // Text in the order of its bytes, as SQLite has it; a language would order it otherwise.
  const newestFirst = key.map(({ name: column, isText }) =>
    isText ? sql`${sql.ref(column)} collate "C" desc` : sql`${sql.ref(column)} desc`,
  )
  const { rows } = await sql<Row>`
    select * from ${sql.table(name)} order by ${sql.join(newestFirst)} limit 1
  `.execute(to)
  return rows[0] ?? null
}

async function compareCounts(
  from: Connection,
  to: Connection,
  { name }: CopiedTable,
): Promise<number> {
  const [wanted, copied] = [await countRows(from, name), await countRows(to, name)]
  const found = name === 'meta' ? copied - 1 : copied
  if (found === wanted) return wanted
  throw new StartError('database_url', `${name}: ${found} of ${wanted} rows were copied.`)
}

async function countRows(db: Connection, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)}
  `.execute(db)
  return Number(rows[0]?.count)
}

async function readMeta(db: Kysely<Schema>, key: MetaKey): Promise<string | null> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

/** Numbers that PostgreSQL gives by itself go on behind those that were copied. */
async function continueNumbers(to: Connection, tables: readonly CopiedTable[]): Promise<void> {
  for (const { name } of tables.filter(({ columns }) => columns.includes('id'))) {
    const { rows } = await sql<{ sequence: string | null }>`
      select pg_get_serial_sequence(${name}, 'id') as sequence
    `.execute(to)
    const sequence = rows[0]?.sequence
    if (typeof sequence !== 'string') continue
    await sql`
      select setval(${sequence}, greatest((select coalesce(max(id), 0) from ${sql.table(name)}), 1))
    `.execute(to)
  }
}
