/**
 * kysely on `libsql`, one file, one connection.
 *
 * Of our own rather than kysely's driver for three reasons: a write transaction takes the write
 * lock when it begins (a read that turns into a write could fail when another process wrote in
 * between); those who wait are served in the order they came; and statements are prepared once.
 */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely'
import Database from 'libsql'
import { toRows } from './to-rows.ts'

/** Prepared statements kept; `in (…)` lists of all lengths must not grow it without end. */
const STATEMENT_CACHE_SIZE = 500

export interface SqliteOptions {
  /** Of the database file, created when missing, or `:memory:`. */
  readonly path: string
  /** How long a statement waits for another process that writes, such as `porchlight keys`. */
  readonly busyTimeoutMs: number
}

export interface SqliteDialect extends Dialect {
  /**
   * Carries a statement out at once, without the steps that kysely takes with each: for who has the
   * connection, and for anybody while nobody has. @returns its rows
   */
  run<Row>(statement: CompiledQuery<Row>): Row[]
  /** Whether somebody has the connection, or will have it before whoever asks for it now. */
  isTaken(): boolean
}

/** @returns a dialect for one file; it is opened by the first statement that kysely sends */
export function sqliteDialect(options: SqliteOptions): SqliteDialect {
  const file = createFile(options)
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => file.driver,
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    run: file.run,
    isTaken: file.isTaken,
  }
}

interface SqliteFile extends Pick<SqliteDialect, 'run' | 'isTaken'> {
  readonly driver: Driver
}

function createFile({ path, busyTimeoutMs }: SqliteOptions): SqliteFile {
  let database: Database.Database | null = null
  let connection: SqliteConnection | null = null
  let isInTransaction = false
  let inLine = 0
  let lastInLine: Promise<void> = Promise.resolve()
  let release = (): void => {}

  function opened(): SqliteConnection {
    if (connection === null) throw new Error('sqlite: not initialised')
    return connection
  }

  /** A database without room gives up the whole transaction: whatever came after would be kept by itself. */
  function assertNotGivenUp(): void {
    if (isInTransaction && database?.inTransaction === false) {
      throw new Error('sqlite: the transaction was given up')
    }
  }

  // Never as prepared statements: one that met a locked file stays half done, and from then on no
  // transaction of this connection could be committed.
  async function execute(sql: string): Promise<void> {
    database?.exec(sql)
  }

  const driver: Driver = {
    async init() {
      database = new Database(path)
      database.pragma(`busy_timeout = ${busyTimeoutMs}`)
      database.pragma('journal_mode = WAL')
      // An acknowledged message must survive the power going out, not only the process.
      database.pragma('synchronous = FULL')
      database.pragma('foreign_keys = ON')
      // What is deleted is overwritten: an erased message is in no file any more.
      database.pragma('secure_delete = ON')
      connection = createConnection(database, assertNotGivenUp)
    },
    async acquireConnection() {
      const free = opened()
      inLine += 1
      const before = lastInLine
      let done = (): void => {}
      lastInLine = new Promise((resolve) => {
        done = resolve
      })
      await before
      release = done
      return free
    },
    async releaseConnection() {
      inLine -= 1
      release()
    },
    async beginTransaction(_connection, settings: TransactionSettings) {
      await execute(settings.accessMode === 'read only' ? 'begin' : 'begin immediate')
      isInTransaction = true
    },
    async commitTransaction() {
      await execute('commit')
      isInTransaction = false
    },
    // The database may have given it up itself; what made it do so is what has to be told.
    async rollbackTransaction() {
      isInTransaction = false
      if (database?.inTransaction === true) await execute('rollback')
    },
    // kysely lets nobody join the line any more.
    async destroy() {
      await lastInLine
      database?.close()
    },
  }

  return {
    driver,
    run: (statement) => opened().carryOut(statement).rows,
    isTaken: () => inLine > 0,
  }
}

interface Prepared {
  readonly statement: Database.Statement
  /** Of its rows; null for one that has none. Asking the statement costs as much as a small one. */
  columns: readonly string[] | null
}

interface SqliteConnection extends DatabaseConnection {
  /** libsql works synchronously; kysely alone asks for a promise. */
  carryOut<Row>(statement: CompiledQuery<Row>): QueryResult<Row> & { readonly rows: Row[] }
}

/** @param assertUsable is asked before each statement */
function createConnection(database: Database.Database, assertUsable: () => void): SqliteConnection {
  const statements = new Map<string, Prepared>()

  function prepare(sql: string): Prepared {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    const columns = statement.reader ? columnsOf(statement) : null
    if (columns !== null) statement.raw()
    const prepared = { statement, columns }
    if (statements.size >= STATEMENT_CACHE_SIZE) statements.clear()
    statements.set(sql, prepared)
    return prepared
  }

  function carryOut<Row>({ sql, parameters }: CompiledQuery<Row>) {
    assertUsable()
    parameters.forEach(assertBindable)
    const prepared = prepare(sql)
    const { statement } = prepared
    if (prepared.columns !== null) {
      const rows = statement.all(parameters) as unknown[][]
      // Another process may have added a column since; SQLite looks again what `*` is.
      const width = rows[0]?.length
      if (width !== undefined && width !== prepared.columns.length)
        prepared.columns = columnsOf(statement)
      return { rows: toRows<Row>(prepared.columns, rows) }
    }
    const { changes } = statement.run(parameters)
    return { rows: [], numAffectedRows: BigInt(changes) }
  }

  return {
    carryOut,
    executeQuery: async <Row>(query: CompiledQuery) =>
      // kysely's own boundary: it says of which rows a query is only on its way out.
      carryOut(query as CompiledQuery<Row>),
    // biome-ignore lint/correctness/useYield: kysely's port has it; no query of ours streams.
    async *streamQuery() {
      throw new Error('sqlite: streaming is not supported')
    },
  }
}

function columnsOf(statement: Database.Statement): string[] {
  return statement.columns().map(({ name }) => name)
}

/** libsql 0.5.29 ends the whole process when it is given a boolean, so it never gets one. */
function assertBindable(value: unknown): void {
  if (value === null || typeof value === 'string' || typeof value === 'number') return
  throw new TypeError(`sqlite: cannot bind a ${typeof value}`)
}
