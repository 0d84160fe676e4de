/** Opens the database of a data folder and brings its tables up to date. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, Migrator } from 'kysely'
import { migrationsFor } from './migrations/migrations.ts'
import type { Schema } from './schema.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { StartError } from './start-error.ts'

/** Name of the database file inside the data folder. */
export const DATABASE_FILE = 'porchlight.db'

export interface OpenOptions {
  /** How long a statement waits for another process that writes. Default 5 s. */
  readonly busyTimeoutMs?: number
}

/**
 * @param dataDir created when missing, readable by its owner alone
 * @throws StartError `data_dir` when the folder or file cannot be written, `migration` when the
 * tables cannot be brought up to date, for instance because a newer version wrote them
 */
export async function openSqlite(
  dataDir: string,
  { busyTimeoutMs = 5_000 }: OpenOptions = {},
): Promise<Kysely<Schema>> {
  const path = prepareFile(dataDir)
  const db = new Kysely<Schema>({ dialect: sqliteDialect({ path, busyTimeoutMs }) })
  try {
    await db
      .selectFrom('sqlite_master' as never)
      .selectAll()
      .limit(1)
      .execute()
  } catch (cause) {
    throw new StartError('data_dir', `The database in ${dataDir} cannot be opened.`, cause)
  }
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrationsFor('sqlite') },
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) {
    await db.destroy()
    const why = `The database in ${dataDir} cannot be brought up to date. Was it written by a newer version?`
    throw new StartError('migration', why, error)
  }
  return db
}

function prepareFile(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StartError('data_dir', `The folder ${dataDir} cannot be created.`, cause)
  }
  return join(dataDir, DATABASE_FILE)
}
