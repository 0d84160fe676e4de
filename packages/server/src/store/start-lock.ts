/** What a first start makes is made once, also when several processes start at the same moment. */
import { sql } from 'kysely'
import type { Tx } from './store.ts'

/** Any number that nobody else uses in this database. */
const START_LOCK = 7_264_101

/** Held until the transaction ends. SQLite has one writer anyway. */
export async function lockStarts(tx: Tx): Promise<void> {
  if (tx.engine === 'sqlite') return
  await sql`select pg_advisory_xact_lock(${START_LOCK})`.execute(tx.db)
}
