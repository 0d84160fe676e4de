/**
 * What each message paid for and nobody needed.
 *
 * An update of a ticket writes into all its indexes, so those of columns that mostly hold nothing leave
 * such tickets out. And PostgreSQL asks for each foreign key of a new row by a query of its own, which
 * for the project made all writers meet at one row. A message and its events are written under the lock
 * of their conversation, whose row is never deleted: there is nothing to find out. SQLite keeps these
 * keys: it can let go of one only with the whole table, and asks for next to nothing.
 */
import { type Kysely, sql } from 'kysely'
import type { Engine } from '../engine.ts'

export async function lightenWrites(db: Kysely<unknown>, engine: Engine): Promise<void> {
  for (const column of ['priority', 'assignee_id', 'ai_triage_result']) {
    await db.schema.dropIndex(`tickets_project_id_is_listed_${column}_updated_at_number`).execute()
    await db.schema
      .createIndex(`tickets_with_${column}`)
      .on('tickets')
      .columns(['project_id', 'is_listed', column, 'updated_at', 'number'])
      .where(sql.ref(column), 'is not', null)
      .execute()
  }
  await db.schema.dropIndex('tickets_project_id_distinct_id').execute()
  await db.schema
    .createIndex('tickets_with_distinct_id')
    .on('tickets')
    .columns(['project_id', 'distinct_id'])
    .where('distinct_id', 'is not', null)
    .execute()
  await db.schema.dropIndex('tickets_email').execute()
  await db.schema
    .createIndex('tickets_with_email')
    .on('tickets')
    .column('project_id')
    .expression(sql`lower(trait_email)`)
    .where(sql<boolean>`trait_email is not null`)
    .execute()
  if (engine === 'sqlite') return
  for (const [table, column] of [
    ['messages', 'conversation_id'],
    ['events', 'conversation_id'],
    ['events', 'project_id'],
  ] as const) {
    await db.schema.alterTable(table).dropConstraint(`${table}_${column}_fkey`).execute()
  }
}
