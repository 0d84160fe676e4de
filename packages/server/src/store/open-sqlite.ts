/** Opens the SQLite database of a data folder and brings its tables up to date. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import type { Database } from './database.ts'
import { groupCommits } from './group-commit.ts'
import { migrate } from './migrate.ts'
import { noticeOthers } from './notice-others.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { StartError } from './start-error.ts'
import { createWakeUps } from './wake-ups.ts'
import { createWhispers } from './whispers.ts'

/** Name of the database file inside the data folder. */
export const DATABASE_FILE = 'porchlight.db'

export interface SqliteFolder {
  /** Created when missing, readable by its owner alone. */
  readonly dataDir: string
  /** How long a statement waits for another process that writes. Default 5 s. */
  readonly busyTimeoutMs?: number
}

/**
 * @throws StartError `data_dir` when the folder or file cannot be written, `migration` when the
 * tables cannot be brought up to date
 */
export async function openSqlite({
  dataDir,
  busyTimeoutMs = 5_000,
}: SqliteFolder): Promise<Database> {
  const path = prepareFile(dataDir)
  const dialect = sqliteDialect({ path, busyTimeoutMs })
  const db = new Kysely<Schema>({ dialect })
  try {
    await db
      .selectFrom('sqlite_master' as never)
      .selectAll()
      .limit(1)
      .execute()
  } catch (cause) {
    throw new StartError('data_dir', `The database in ${dataDir} cannot be opened.`, cause)
  }
  try {
    await migrate(db.withTables(), { engine: 'sqlite', where: `The database in ${dataDir}` })
  } catch (error) {
    await db.destroy()
    throw error
  }
  const wakeUps = createWakeUps()
  const stopNoticing = noticeOthers(db, wakeUps.wakeAll)
  return {
    engine: 'sqlite',
    db,
    run: async (statement) =>
      dialect.isTaken() ? (await db.executeQuery(statement)).rows : dialect.run(statement),
    read: (work) => db.transaction().setAccessMode('read only').execute(work),
    write: groupCommits(db, dialect.run),
    wakeUps,
    whispers: createWhispers(),
    async compact({ isAnew }) {
      // What is deleted is overwritten at once (`secure_delete`).
      if (isAnew) await sql`vacuum`.execute(db)
      // What was deleted is still in the log of the last writes.
      await sql`pragma wal_checkpoint(truncate)`.execute(db)
    },
    async close() {
      await stopNoticing()
      await db.destroy()
    },
  }
}

function prepareFile(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StartError('data_dir', `The folder ${dataDir} cannot be created.`, cause)
  }
  return join(dataDir, DATABASE_FILE)
}
