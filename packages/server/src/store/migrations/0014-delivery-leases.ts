/** Whoever tells a webhook has a lease of it, which is not the time of the next try. */
import { type Kysely, sql } from 'kysely'

export async function addDeliveryLeases(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('webhook_deliveries').addColumn('lease_until', 'bigint').execute()
  await db.schema
    .createIndex('webhook_deliveries_leased')
    .on('webhook_deliveries')
    .column('id')
    .where(sql<boolean>`lease_until is not null`)
    .execute()
}
