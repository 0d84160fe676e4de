/** What there is to copy, read from the database itself, so that no table can be forgotten. */
import { type QueryExecutorProvider as Connection, sql } from 'kysely'

export interface CopiedTable {
  readonly name: string
  readonly columns: readonly string[]
  /** Columns of the primary key: the order in which rows are copied. */
  readonly key: readonly KeyColumn[]
}

export interface KeyColumn {
  readonly name: string
  readonly isText: boolean
}

/** kysely's own tables: each database keeps the history of its migrations itself. */
const isKyselys = (name: string): boolean => name.startsWith('kysely_')

/** All tables of a SQLite database, those that others refer to first. */
export async function listTables(db: Connection): Promise<CopiedTable[]> {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_master
    where type = 'table' and name not like 'sqlite%' order by name
  `.execute(db)
  // The full-text index of SQLite is made of tables of its own; PostgreSQL makes its one anew.
  const names = rows
    .map(({ name }) => name)
    .filter((name) => !isKyselys(name) && !name.startsWith('knowledge_search'))
  const ordered: string[] = []
  const visit = async (name: string): Promise<void> => {
    if (ordered.includes(name)) return
    for (const other of await referredBy(db, name)) if (other !== name) await visit(other)
    ordered.push(name)
  }
  for (const name of names) await visit(name)
  return await Promise.all(ordered.map((name) => describe(db, name)))
}

async function referredBy(db: Connection, table: string): Promise<string[]> {
  const { rows } = await sql<{ table: string }>`
    select "table" from pragma_foreign_key_list(${table})
  `.execute(db)
  return rows.map((row) => row.table)
}

async function describe(db: Connection, name: string): Promise<CopiedTable> {
  const { rows } = await sql<{ name: string; type: string; pk: number }>`
    select name, type, pk from pragma_table_info(${name}) order by cid
  `.execute(db)
  const key = rows.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  if (key.length === 0) throw new Error(`${name} has no primary key to go by`)
  return {
    name,
    columns: rows.map((row) => row.name),
    key: key.map((row) => ({ name: row.name, isText: row.type.toLowerCase() === 'text' })),
  }
}
