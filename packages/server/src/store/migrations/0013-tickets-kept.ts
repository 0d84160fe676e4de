/** Retention looks for tickets in an index that has none of those that were erased. */
import { type Kysely, sql } from 'kysely'

export async function indexTicketsKept(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('tickets').addColumn('erased_at', 'bigint').execute()
  await sql`update tickets set erased_at = (
      select erased_at from conversations where conversations.id = tickets.conversation_id
    )`.execute(db)
  await db.schema.dropIndex('tickets_status_updated_at').execute()
  await db.schema
    .createIndex('tickets_not_erased')
    .on('tickets')
    .columns(['status', 'updated_at'])
    .where(sql<boolean>`erased_at is null`)
    .execute()
}
