/** Every statement that reaches the database, so that a test can ask how it would be carried out. */
import { CompiledQuery, type Kysely } from 'kysely'
import Database from 'libsql'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import type { Place } from '../store/open-database.ts'
import type { Schema } from '../store/schema.ts'
import { ENGINE, inDatabase } from './test-database.ts'

export interface Recording {
  /** Reads and changes so far, each once, with the values it was last given. */
  readonly statements: ReadonlyMap<string, readonly unknown[]>
  /** Transactions that were begun so far. */
  readonly begun: () => number
}

/** Records from now until the test ends. */
export function recordStatements(): Recording {
  const statements = new Map<string, readonly unknown[]>()
  let begun = 0
  const record = (text: unknown, values: unknown): void => {
    if (typeof text === 'string' && /^begin/i.test(text)) begun += 1
    if (typeof text !== 'string' || !/^\s*(with|select|update|delete)/i.test(text)) return
    statements.set(text, Array.isArray(values) ? values : [])
  }
  if (ENGINE === 'sqlite') recordSqlite(record)
  else recordPostgres(record)
  return { statements, begun: () => begun }
}

type Record = (text: unknown, values: unknown) => void

function recordSqlite(record: Record): void {
  const { prepare, exec } = Database.prototype
  Database.prototype.prepare = function (this: Database.Database, text: string) {
    record(text, [])
    return prepare.call(this, text)
  } as typeof prepare
  Database.prototype.exec = function (this: Database.Database, text: string) {
    record(text, [])
    return exec.call(this, text)
  } as typeof exec
  onTestFinished(() => {
    Object.assign(Database.prototype, { prepare, exec })
  })
}

function recordPostgres(record: Record): void {
  const { query } = pg.Client.prototype
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: unknown[]): unknown {
      const [config, values] = args as [unknown, unknown]
      if (isConfig(config)) record(config.text, config.values)
      else record(config, values)
      return (query as (...all: unknown[]) => unknown).apply(this, args)
    },
  })
  onTestFinished(() => {
    Object.assign(pg.Client.prototype, { query })
  })
}

/** A statement and its values in one, as `pg` takes them too. */
function isConfig(value: unknown): value is pg.QueryConfig {
  return typeof value === 'object' && value !== null && 'text' in value
}

interface Looking {
  /** Whether the tables are as large as they become, so that the engine may choose for itself. */
  readonly isGrown?: boolean
}

/** Tables that are read from end to end by a statement, in the words of the engine. */
export async function findScans(
  place: Place,
  recording: Recording,
  options: Looking = {},
): Promise<string[]> {
  // An index that is walked in its order, as far as the limit, is no scan of a table.
  const scan = ENGINE === 'sqlite' ? /^SCAN (?!.* USING )/ : /Seq Scan/
  return (await findSteps(place, recording, options)).filter((line) => scan.test(line))
}

/** All steps by which the statements are carried out, in the words of the engine. */
export async function findSteps(
  place: Place,
  { statements }: Recording,
  { isGrown = false }: Looking = {},
): Promise<string[]> {
  // Before the look itself adds to them.
  const recorded = [...statements]
  return await inDatabase(place, async (db) => {
    const found: string[] = []
    for (const [text, values] of recorded) {
      const lines =
        ENGINE === 'sqlite'
          ? await planOfSqlite(db, text)
          : await planOfPostgres(db, { text, values, isGrown })
      found.push(...lines.map((line) => `${line} <- ${text}`))
    }
    return found
  })
}

async function planOfSqlite(db: Kysely<Schema>, text: string): Promise<string[]> {
  const values = Array.from(text.matchAll(/\?/g), () => null)
  const { rows } = await db.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${text}`, values),
  )
  return rows.map(({ detail }) => detail)
}

async function planOfPostgres(
  db: Kysely<Schema>,
  { text, values, isGrown }: { text: string; values: readonly unknown[]; isGrown: boolean },
): Promise<string[]> {
  return await db.transaction().execute(async (trx) => {
    // Small tables are read whole whatever indexes there are, unless that is forbidden.
    if (!isGrown) await trx.executeQuery(CompiledQuery.raw('set local enable_seqscan = off'))
    const { rows } = await trx.executeQuery<{ 'QUERY PLAN': string }>(
      CompiledQuery.raw(`explain ${text}`, [...values]),
    )
    return rows.map((row) => row['QUERY PLAN'].trim())
  })
}
