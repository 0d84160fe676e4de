/** A thread that was erased says so: nothing that is left in it could. */
import type { Kysely } from 'kysely'

/** Those that were erased before are erased once more, which changes nothing but this. */
export async function markErased(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('conversations').addColumn('erased_at', 'bigint').execute()
}
