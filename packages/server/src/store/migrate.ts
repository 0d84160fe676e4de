/** Brings the tables of an open database up to date. Safe to call from several processes at once. */
import { type Kysely, Migrator } from 'kysely'
import type { Engine } from './engine.ts'
import { migrationsFor } from './migrations/migrations.ts'
import { StartError } from './start-error.ts'

/**
 * @param where names the database in the message of a failure
 * @throws StartError `migration`, for instance because a newer version wrote the tables
 */
export async function migrate(
  db: Kysely<never>,
  { engine, where }: { engine: Engine; where: string },
): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrationsFor(engine) },
  })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return
  const why = `${where} cannot be brought up to date. Was it written by a newer version?`
  throw new StartError('migration', why, error)
}
