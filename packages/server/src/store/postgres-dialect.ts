/**
 * kysely on `pg`.
 *
 * Of our own rather than kysely's driver, because on the way of a message most of the time goes into
 * trips to the database and into planning: those statements are prepared once for each connection, and in a
 * transaction a statement is sent without waiting for those before it.
 */
import {
  type Compilable,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'
import { combineChanges } from './combine-changes.ts'
import type { OpenTransaction, RunInSnapshot, RunInTransaction } from './database.ts'
import { queryLists } from './postgres-query.ts'
import type { StatementNames } from './postgres-statement-names.ts'
import { isPrepared, type PreparedQuery } from './prepared.ts'
import type { Schema } from './schema.ts'
import { toRows } from './to-rows.ts'

/** A pool whose connections take statements in a pipeline. */
export interface Pipeline {
  readonly pool: pg.Pool
  readonly names: StatementNames
}

/** @returns a dialect that takes a connection of the pool for each statement */
export function postgresDialect({ pool, names }: Pipeline): Dialect {
  return dialectOf({
    async init() {},
    async acquireConnection() {
      return connectionOf(await pool.connect(), names)
    },
    beginTransaction: (connection, settings) => execute(connection, beginOf(settings)),
    commitTransaction: (connection) => execute(connection, 'commit'),
    rollbackTransaction: (connection) => execute(connection, 'rollback'),
    releaseConnection: async (connection) => (connection as PoolConnection).client.release(),
    destroy: () => pool.end(),
  })
}

/**
 * Transactions in which a statement is on its way while those before it are: those that are asked for
 * together make one trip, and the commit goes with the last changes.
 */
export function pipelineTransactions(pipeline: Pipeline): {
  readonly read: RunInSnapshot
  readonly write: RunInTransaction
} {
  async function begin(text: string) {
    const client = await pipeline.pool.connect()
    const connection = forOneTransaction(connectionOf(client, pipeline.names))
    const db = new Kysely<Schema>({ dialect: dialectOf(driverOf(connection)) })
    // When it cannot begin, nothing that follows works either.
    client.query(text).catch(() => {})
    // What comes behind a failure is only told that there was one, and may be heard of before it.
    const reasonOf = (error: unknown): unknown => connection.firstFailure()?.cause ?? error
    return { client, connection, db, reasonOf }
  }

  /** It has changed nothing, so nobody waits for its end. */
  async function read<T>(work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
    const { client, connection, db, reasonOf } = await begin(
      'start transaction isolation level repeatable read read only',
    )
    try {
      return await work(db)
    } catch (error) {
      throw reasonOf(error)
    } finally {
      connection.end()
      client.query('commit').then(
        () => client.release(),
        () => client.release(true),
      )
    }
  }

  async function write<T>(work: (trx: OpenTransaction) => Promise<T>): Promise<T> {
    const { client, connection, db, reasonOf } = await begin('begin')
    let isUsable = true
    try {
      const result = await work({ db, run: connection.run, later: connection.later })
      connection.sendChanges()
      connection.end()
      const { command } = await client.query('commit')
      // A statement has failed that nobody waited for, or whose sender kept that to himself.
      if (command !== 'COMMIT') throw new Error('postgres: the transaction was not committed')
      return result
    } catch (error) {
      connection.end()
      // Does nothing after a commit that came to nothing.
      isUsable = await client.query('rollback').then(
        () => true,
        () => false,
      )
      throw reasonOf(error)
    } finally {
      client.release(!isUsable)
    }
  }

  return { read, write }
}

interface PoolConnection extends DatabaseConnection {
  readonly client: pg.PoolClient
}

const connections = new WeakMap<pg.PoolClient, PoolConnection>()

function connectionOf(client: pg.PoolClient, names: StatementNames): PoolConnection {
  const known = connections.get(client)
  if (known !== undefined) return known
  const made: PoolConnection = {
    client,
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const { sql, parameters } = query
      // A plan that is kept does not look at the values. That is right for what finds a row or two by
      // an index, and can be very wrong for a list with filters.
      const name = isPrepared(query) ? names.nameOf(sql) : null
      try {
        const { columns, rows, tag } = await queryLists(client, {
          text: sql,
          name,
          values: [...parameters],
        })
        const [, changed] = CHANGE.exec(tag) ?? []
        return {
          rows: toRows<R>(columns, rows),
          ...(changed !== undefined && { numAffectedRows: BigInt(changed) }),
        }
      } catch (cause) {
        names.hear(cause)
        throw cause
      }
    },
    // biome-ignore lint/correctness/useYield: kysely's port has it; no query of ours streams.
    async *streamQuery() {
      throw new Error('postgres: streaming is not supported')
    },
  }
  connections.set(client, made)
  return made
}

/** What PostgreSQL says of a statement that has changed rows, with their number. */
const CHANGE = /^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/

interface TransactionConnection extends DatabaseConnection {
  run<Row>(statement: CompiledQuery<Row>): Promise<Row[]>
  later(statement: Compilable | CompiledQuery): void
  /** Sends what was left for later, before the transaction is committed. */
  sendChanges(): void
  /** What the work has begun and not waited for comes too late: somebody else has the connection. */
  end(): void
  /** Of its statements, in the order in which they were sent. */
  firstFailure(): { readonly cause: unknown } | null
}

function forOneTransaction(connection: PoolConnection): TransactionConnection {
  let isOver = false
  let failure: { readonly cause: unknown } | null = null

  let changes: PreparedQuery<unknown>[] = []

  function send<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (isOver) throw new Error('postgres: the transaction is over')
    sendChanges()
    return sendAlone<R>(query)
  }

  /** What nobody waits for is held back until something else is sent, and goes as one. */
  function sendChanges(): void {
    const together = combineChanges(changes)
    changes = []
    for (const change of together) sendAlone(change)
  }

  function sendAlone<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const result = connection.executeQuery<R>(query)
    result.catch((cause: unknown) => {
      failure ??= { cause }
    })
    return result
  }

  return {
    streamQuery: connection.streamQuery,
    executeQuery: async <R>(query: CompiledQuery) => await send<R>(query),
    run: async <Row>(query: CompiledQuery<Row>) => (await send<Row>(query)).rows,
    later(statement) {
      if (isOver) throw new Error('postgres: the transaction is over')
      const query = 'compile' in statement ? statement.compile() : statement
      if (isPrepared(query)) changes.push(query)
      else void send(query)
    },
    sendChanges,
    end() {
      isOver = true
    },
    firstFailure: () => failure,
  }
}

/** For the time of a transaction its connection is the only one there is. */
function driverOf(connection: DatabaseConnection): Driver {
  const nested = async (): Promise<void> => {
    throw new Error('postgres: a transaction within a transaction')
  }
  return {
    async init() {},
    acquireConnection: async () => connection,
    beginTransaction: nested,
    commitTransaction: nested,
    rollbackTransaction: nested,
    async releaseConnection() {},
    async destroy() {},
  }
}

function dialectOf(driver: Driver): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

async function execute(connection: DatabaseConnection, sql: string): Promise<void> {
  await (connection as PoolConnection).client.query(sql)
}

function beginOf({ isolationLevel, accessMode }: TransactionSettings): string {
  const level = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`
  return `start transaction${level}${accessMode === undefined ? '' : ` ${accessMode}`}`
}
