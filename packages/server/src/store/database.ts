/** An open database whose tables are up to date, on either engine. */
import type { Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import type { Schema } from './schema.ts'
import type { WakeUps } from './wake-ups.ts'

export interface Database {
  readonly engine: Engine
  readonly db: Kysely<Schema>
  /** Reach every process on this database. */
  readonly wakeUps: WakeUps
  /**
   * Sees to it that no byte of what was deleted is left in the files.
   *
   * @param isAnew also writes the file of SQLite anew, which gives back its room. Nobody can write
   * meanwhile, which takes seconds for a large file.
   */
  compact(options: { readonly isAnew: boolean }): Promise<void>
  /** Transactions under way are finished first. */
  close(): Promise<void>
}
