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
  /** Gives back the room of what was deleted, so that no byte of it is left in the files. */
  compact(): Promise<void>
  /** Transactions under way are finished first. */
  close(): Promise<void>
}
