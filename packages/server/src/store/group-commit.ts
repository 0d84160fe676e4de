/**
 * Many writes, one commit. On SQLite a commit waits for the disk, and everybody waits for the one
 * connection; so those who have come by the time it is free write together, each within a savepoint
 * of its own: one that fails takes only itself back. One that is alone needs none.
 */
import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import type { OpenTransaction, RunInTransaction } from './database.ts'
import type { Schema } from './schema.ts'
import type { SqliteDialect } from './sqlite-dialect.ts'

/** So that nobody waits for a whole crowd behind it. */
const MAX_WRITES = 64

const SAVEPOINT = CompiledQuery.raw('savepoint one_write')
const RELEASE = CompiledQuery.raw('release one_write')
const ROLLBACK = CompiledQuery.raw('rollback to one_write')

interface Waiting {
  /** Resolves with what tells its owner, once the commit is known. */
  run(trx: Transaction<Schema>, group: { readonly isAlone: boolean }): Promise<Settle>
  fail(cause: unknown): void
}

type Settle = () => void

/**
 * @param run carries a statement out on the connection of whoever has it
 * @returns a function for all writes of a database with one connection
 */
export function groupCommits(db: Kysely<Schema>, run: SqliteDialect['run']): RunInTransaction {
  const line: Waiting[] = []
  let isRunning = false

  async function runAll(): Promise<void> {
    isRunning = true
    while (line.length > 0) {
      // Whoever else has a request to hand at this moment gets into the line first.
      await new Promise<void>((resolve) => {
        setImmediate(resolve)
      })
      await runGroup(line.splice(0, MAX_WRITES))
    }
    isRunning = false
  }

  async function runGroup(group: readonly Waiting[]): Promise<void> {
    const settles: Settle[] = []
    try {
      await db.transaction().execute(async (trx) => {
        const isAlone = group.length === 1
        for (const write of group) settles.push(await write.run(trx, { isAlone }))
      })
    } catch (cause) {
      const [only] = group
      if (group.length === 1) return only?.fail(cause)
      // The database has given up all of them, for instance because one found the disk full.
      for (const write of group) await runGroup([write])
      return
    }
    for (const settle of settles) settle()
  }

  return (work) =>
    new Promise((resolve, reject) => {
      line.push({
        async run(trx, { isAlone }) {
          if (!isAlone) await trx.executeQuery(SAVEPOINT)
          const statements = createStatements(run)
          try {
            const result = await work({ db: trx, ...statements })
            const failure = statements.end()
            if (failure !== null) throw failure.cause
            if (!isAlone) await trx.executeQuery(RELEASE)
            return () => resolve(result)
          } catch (cause) {
            const first = statements.end()?.cause ?? cause
            if (isAlone) throw first
            await takeBack(trx, first)
            return () => reject(first)
          }
        },
        fail: reject,
      })
      if (!isRunning) void runAll()
    })
}

interface Statements extends Omit<OpenTransaction, 'db'> {
  /** Takes no more. @returns what the first one that nobody waited for was told; null when none has failed */
  end(): { readonly cause: unknown } | null
}

function createStatements(run: SqliteDialect['run']): Statements {
  let isOver = false
  let failure: { readonly cause: unknown } | null = null

  function assertOpen(): void {
    if (isOver) throw new Error('the transaction is over')
  }

  return {
    async run(statement) {
      assertOpen()
      return run(statement)
    },
    later(statement) {
      assertOpen()
      try {
        run('compile' in statement ? statement.compile() : statement)
      } catch (cause) {
        failure ??= { cause }
      }
    },
    end() {
      isOver = true
      return failure
    },
  }
}

/** @throws the cause, when the database has given up the whole transaction */
async function takeBack(trx: Transaction<Schema>, cause: unknown): Promise<void> {
  try {
    await trx.executeQuery(ROLLBACK)
    await trx.executeQuery(RELEASE)
  } catch {
    throw cause
  }
}
