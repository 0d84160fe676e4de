/** Opens a PostgreSQL database and brings its tables up to date. */
import { Kysely, sql } from 'kysely'
import pg from 'pg'
import type { Log } from '../server-options.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { pipelineTransactions, postgresDialect } from './postgres-dialect.ts'
import { connectLine } from './postgres-line.ts'
import { parserOf } from './postgres-query.ts'
import { BatchingSocket } from './postgres-socket.ts'
import { createStatementNames } from './postgres-statement-names.ts'
import { connectWakeUps } from './postgres-wake-ups.ts'
import type { Schema } from './schema.ts'
import { StartError } from './start-error.ts'

/** The oldest version that is tested. */
const MIN_VERSION = 150_000

/** Connections of one process for transactions; one more listens. */
const POOL_SIZE = 10

/** What the connection that listens is called in `pg_stat_activity`. */
export const LISTENER_NAME = 'porchlight listener'

/** A connection that only listens says nothing when it is dead; its sweeps find out. */
const LISTENER_TIMEOUT_MS = 5_000

/** A request that gets no connection in this time is answered with an error, and may come again. */
const CONNECT_TIMEOUT_MS = 5_000

/** A transaction that is left open would hold up every reader of the feed. */
const IDLE_TRANSACTION_TIMEOUT_MS = 60_000

/**
 * @param url such as `postgres://user:password@host:5432/database`; it is secret, and in no message
 * @throws StartError `database_url` when nothing suitable answers there, `migration` when the
 * tables cannot be brought up to date
 */
export async function openPostgres(url: string, log: Log): Promise<Database> {
  const config = connectionOf(url)
  const listener: pg.ClientConfig = {
    ...config,
    application_name: LISTENER_NAME,
    query_timeout: LISTENER_TIMEOUT_MS,
  }
  const pool = new pg.Pool(pipelined({ ...config, max: POOL_SIZE }))
  // A connection that breaks is replaced. Without a listener it would end the process: the pool has
  // one for connections that idle, and none for those that are in use.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', (cause) => log.error('database_connection_lost', { cause }))
  })
  const pipeline = { pool, names: createStatementNames() }
  const db = new Kysely<Schema>({ dialect: postgresDialect(pipeline) })
  try {
    await checkVersion(db)
    await migrate(db.withTables(), { engine: 'postgres', where: 'The database of DATABASE_URL' })
    const wakeUps = await connectWakeUps({ connect: () => connectLine(listener), log })
    return {
      engine: 'postgres',
      db,
      run: async (statement) => (await db.executeQuery(statement)).rows,
      ...pipelineTransactions(pipeline),
      wakeUps,
      whispers: wakeUps.whispers,
      async compact() {
        await sql`vacuum`.execute(db)
      },
      async close() {
        await wakeUps.close()
        await db.destroy()
      },
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

function connectionOf(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'porchlight',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    keepAlive: true,
    types: { getTypeParser: parserOf },
  }
}

/** The types of `pg` do not know the option yet. */
function pipelined(config: pg.PoolConfig): pg.PoolConfig & { readonly pipeline: true } {
  return { ...config, stream: () => new BatchingSocket(), pipeline: true }
}

async function checkVersion(db: Kysely<Schema>): Promise<void> {
  const version = await sql<{ version: number }>`
    select current_setting('server_version_num')::int as version
  `
    .execute(db)
    .then(({ rows }) => rows[0]?.version ?? 0)
    .catch((cause) => {
      throw new StartError('database_url', `DATABASE_URL: ${reasonOf(cause)}`, cause)
    })
  if (version >= MIN_VERSION) return
  throw new StartError('database_url', 'DATABASE_URL: PostgreSQL 15 or newer is needed.')
}

/** One line for a person, without the address: it may hold a password. */
function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
      return 'there is no database server at this address.'
    case '28000':
    case '28P01':
      return 'the database server turns this user or password down.'
    case '3D000':
      return 'there is no database of this name.'
    default:
      return `the database cannot be used (${code || 'no connection'}).`
  }
}
