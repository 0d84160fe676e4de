/**
 * Makes every reader of the feed list again: for a store that was restored from a backup, where
 * readers have seen what the store does not remember.
 */
import { sql } from 'kysely'
import { writeMeta } from './meta.ts'
import type { Tx } from './store.ts'

/** Cursors of before lead nowhere from now on. Run it while no server is running. */
export async function renewFeed(tx: Tx): Promise<void> {
  await tx.db.deleteFrom('events').execute()
  await tx.db.deleteFrom('meta').where('key', '=', 'events_floor').execute()
  await writeMeta(tx, 'store_id', tx.createId())
}

/**
 * A dump that is restored into a younger cluster brings events of transactions which that cluster
 * has yet to count up to: whatever happens now would sort before them and never be read.
 */
export async function renewFeedOfYoungerCluster(tx: Tx): Promise<void> {
  if (tx.engine === 'sqlite') return
  const { rows } = await sql<{ ahead: number }>`
    select count(*)::int as ahead from (
      select 1 from events where tx_id > pg_current_xact_id()::text::bigint limit 1
    ) as newer
  `.execute(tx.db)
  if (rows[0]?.ahead === 1) await renewFeed(tx)
}
