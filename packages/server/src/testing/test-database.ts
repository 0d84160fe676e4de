/**
 * A database of its own for each test: a file, or with `POSTGRES_URL` one of the cluster at that
 * address. The whole suite runs on both.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createManualClock,
  createSeededRandom,
  type ManualClock,
  settleBeyond,
} from '@porchlight/testkit'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import { DEFAULTS } from '../server-options.ts'
import type { Engine } from '../store/engine.ts'
import { openDatabase, type Place } from '../store/open-database.ts'
import type { Schema } from '../store/schema.ts'
import {
  createStore,
  type Policy,
  type Store,
  type StoreObserver,
  type Tx,
} from '../store/store.ts'

const CLUSTER = process.env.POSTGRES_URL

/** What the tests of this run have under them. */
export const ENGINE: Engine = CLUSTER === undefined ? 'sqlite' : 'postgres'

/** What a store of a test goes by, unless the test says otherwise. */
export const TEST_POLICY: Policy = {
  hasAssistant: false,
  maxQueueMessages: DEFAULTS.maxQueueMessages,
  drainAfterMs: DEFAULTS.drainAfterMs,
  runLeaseMs: DEFAULTS.runLeaseMs,
  maxWarmRuns: DEFAULTS.maxWarmRuns,
  answersPerMonth: DEFAULTS.answersPerMonth,
  warmRunMs: DEFAULTS.warmRunMs,
  node: 'node-of-the-test',
}

/** An empty database, gone when the test ends. */
export async function createTestPlace(): Promise<Place> {
  if (CLUSTER !== undefined) return { databaseUrl: await createPostgresDatabase(CLUSTER) }
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-server-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  return { dataDir }
}

/** A store without a server. */
export async function openTestStore(
  policy: Partial<Policy> = {},
  observer?: StoreObserver,
): Promise<{ store: Store; clock: ManualClock; place: Place }> {
  const place = await createTestPlace()
  const clock = createManualClock()
  const store = createStore(await openDatabase(place, DEFAULTS.log), {
    clock,
    random: createSeededRandom(3).fill,
    policy: { ...TEST_POLICY, ...policy },
    ...(observer !== undefined && { observer }),
  })
  onTestFinished(() => store.close())
  return { store, clock, place }
}

/** Changes a database by a transaction of ours, as a command beside the server does. */
export async function inStore<T>(place: Place, work: (tx: Tx) => Promise<T>): Promise<T> {
  return await openStoreOn(place, (store) => store.write(work))
}

// One for all: two commands never make the same id.
const ofCommands = createSeededRandom(4)

/** Works on a place as another process would, such as a command, at the time of the manual clock. */
export async function openStoreOn<T>(
  place: Place,
  work: (store: Store) => Promise<T>,
  clock: ManualClock = createManualClock(),
): Promise<T> {
  const store = createStore(await openDatabase(place, DEFAULTS.log), {
    clock,
    random: ofCommands.fill,
    policy: TEST_POLICY,
  })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Looks into a database, or changes it, as another process would. */
export async function inDatabase<T>(
  place: Place,
  work: (db: Kysely<Schema>) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(place, DEFAULTS.log)
  try {
    return await work(database.db)
  } finally {
    await database.close()
  }
}

/** How many rows a table has. */
export async function countRows(place: Place, table: keyof Schema): Promise<number> {
  return await inDatabase(place, async (db) => {
    const { count } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return Number(count)
  })
}

/** What is to fail, and for which conversation; for all if none is named. */
export interface Sabotage {
  readonly before: 'insert' | 'update'
  readonly table: 'messages' | 'runs' | 'run_frames'
  readonly conversation?: string
}

/** Makes writes fail from now on. @returns the repair */
export async function sabotage(place: Place, broken: Sabotage): Promise<() => Promise<void>> {
  const { before, table, conversation } = broken
  const when = conversation === undefined ? '1 = 1' : `new.conversation_id = '${conversation}'`
  const [make, mend] =
    ENGINE === 'sqlite'
      ? [
          [
            `create trigger broken before ${before} on ${table} when ${when}
             begin select raise(abort, 'broken'); end`,
          ],
          ['drop trigger broken'],
        ]
      : [
          [
            `create function break_it() returns trigger as
             $$ begin raise exception 'broken'; end $$ language plpgsql`,
            `create trigger broken before ${before} on ${table} for each row when (${when})
             execute function break_it()`,
          ],
          [`drop trigger broken on ${table}`, 'drop function break_it'],
        ]
  await run(place, make)
  return () => run(place, mend)
}

async function run(place: Place, statements: readonly string[]): Promise<void> {
  await inDatabase(place, async (db) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  })
}

/** Databases that tests of this file have left, emptied: making one takes ten times as long. */
const idle: string[] = []

async function createPostgresDatabase(cluster: string): Promise<string> {
  const url = idle.pop() ?? (await cloneTemplate(cluster))
  onTestFinished(async () => {
    // What a test has broken for good is left to the end of the cluster.
    await emptyTables(url).then(
      () => idle.push(url),
      () => {},
    )
  })
  countQueries()
  return url
}

async function cloneTemplate(cluster: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await inDatabaseAt(cluster, async (admin) => {
    await provideTemplate(cluster, admin)
    await admin.query(`create database ${name} template ${TEMPLATE}`)
  })
  return addressOf(cluster, name)
}

async function emptyTables(url: string): Promise<void> {
  await inDatabaseAt(url, async (client) => {
    const { rows } = await client.query<{ tables: string }>(
      `select string_agg(quote_ident(table_name), ', ') as tables from information_schema.tables
       where table_schema = 'public' and table_name not like 'kysely%'`,
    )
    await client.query('set lock_timeout = 2000')
    await client.query(`truncate ${rows[0]?.tables} restart identity`)
    await client.query('select 1 from tickets')
  })
}

function addressOf(cluster: string, name: string): string {
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return url.href
}

const TEMPLATE = 'test_template'

async function provideTemplate(cluster: string, admin: pg.Client): Promise<void> {
  // Several workers ask at the same time, and the first one makes it.
  await admin.query('select pg_advisory_lock(1)')
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [TEMPLATE])
  if (rowCount === 0) {
    await admin.query(`create database ${TEMPLATE}`)
    const databaseUrl = addressOf(cluster, TEMPLATE)
    const database = await openDatabase({ databaseUrl }, DEFAULTS.log)
    await database.close()
  }
  await admin.query('select pg_advisory_unlock(1)')
}

async function inDatabaseAt(
  address: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

let underWay = 0
let isCounting = false

/** `settle` waits for queries that are on their way to PostgreSQL: SQLite answers in the same turn. */
function countQueries(): void {
  if (isCounting) return
  isCounting = true
  for (const method of ['query', 'connect'] as const) {
    const original = pg.Client.prototype[method] as (...args: unknown[]) => unknown
    Object.assign(pg.Client.prototype, {
      [method](this: pg.Client, ...args: unknown[]): unknown {
        underWay += 1
        const over = (): void => {
          underWay -= 1
        }
        const callback = args.at(-1)
        if (typeof callback === 'function') {
          const counted = (...results: unknown[]): void => {
            over()
            callback(...results)
          }
          return original.call(this, ...args.slice(0, -1), counted)
        }
        const answer = original.apply(this, args)
        if (answer instanceof Promise) answer.then(over, over)
        else over()
        return answer
      },
    })
  }
  settleBeyond(() => underWay > 0)
}
