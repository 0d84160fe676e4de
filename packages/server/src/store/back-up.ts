/** A copy of a SQLite database while it is in use. */
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** Writes one state of all tables into a new file, whoever writes to the database meanwhile. */
export async function backUp({ db }: Database, file: string): Promise<void> {
  await sql`vacuum into ${file}`.execute(db)
}
