/** Whose key a key was made with: it goes with them. Who made those of before is not known. */
import type { Kysely } from 'kysely'

export async function rememberMakers(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('api_keys').addColumn('made_by', 'integer').execute()
}
