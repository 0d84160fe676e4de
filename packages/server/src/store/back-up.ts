/** A copy of a SQLite database while it is in use. */
import { rmSync, writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { Database } from './database.ts'

/**
 * Writes one state of all tables into a new file, whoever writes to the database meanwhile. Only its
 * owner may read it: it holds all that the database does.
 */
export async function backUp({ db }: Database, file: string): Promise<void> {
  // SQLite would make it readable by all; it takes an empty file that is there.
  writeFileSync(file, '', { flag: 'wx', mode: 0o600 })
  try {
    await sql`vacuum into ${file}`.execute(db)
  } catch (error) {
    rmSync(file, { force: true })
    throw error
  }
}
