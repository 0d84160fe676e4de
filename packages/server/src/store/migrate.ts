/** Brings the tables of an open database up to date. Safe to call from several processes at once. */
import { setTimeout } from 'node:timers/promises'
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
  for (let tries = 1; ; tries++) {
    const { error } = await migrator.migrateToLatest()
    if (error === undefined) return
    if (!isInTheWay(error)) {
      const why = `${where} cannot be brought up to date. Was it written by a newer version?`
      throw new StartError('migration', why, error)
    }
    if (tries === MAX_TRIES) {
      const why = `${where} cannot be brought up to date while others use it so much.`
      throw new StartError('migration', why, error)
    }
    await setTimeout(RETRY_MS)
  }
}

/** In a rolling restart older processes go on: who changes their tables waits for a gap. */
const MAX_TRIES = 60
const RETRY_MS = 100

/** What PostgreSQL says to one who waits for a lock for too long, or in a circle. */
const IN_THE_WAY: ReadonlySet<unknown> = new Set(['55P03', '40P01'])

function isInTheWay(error: unknown): boolean {
  return error instanceof Error && 'code' in error && IN_THE_WAY.has(error.code)
}
