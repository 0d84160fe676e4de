/** When a run was begun: those of a month are counted. */
import { type Kysely, sql } from 'kysely'
import { createIndex } from './create-index.ts'

/** Of older runs nothing else is known than when they were made; a warm one was not begun. */
export async function dateBeginnings(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('runs').addColumn('begun_at', 'bigint').execute()
  await sql`update runs set begun_at = created_at
    where state <> 'warm' and (outcome is null or outcome <> 'unused')`.execute(db)
  await createIndex(db, 'runs', ['project_id', 'begun_at'])
}
