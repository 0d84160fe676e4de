/** Whoever sends a mail has a lease of it, which is not the time of the next attempt. */
import { type Kysely, sql } from 'kysely'

export async function addMailLeases(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('mails').addColumn('lease_until', 'bigint').execute()
  await db.schema
    .createIndex('mails_leased')
    .on('mails')
    .column('id')
    .where(sql<boolean>`lease_until is not null`)
    .execute()
}
