/** An open database whose tables are up to date, on either engine. */
import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import type { Schema } from './schema.ts'
import type { WakeUps } from './wake-ups.ts'
import type { Whispers } from './whispers.ts'

/** A transaction that writes, while it is open. */
export interface OpenTransaction {
  readonly db: Kysely<Schema>
  /** Sends a statement that is ready, without the steps that kysely takes with each. @returns its rows */
  run<Row>(statement: CompiledQuery<Row>): Promise<Row[]>
  /**
   * Sends a statement that changes rows, and waits for nothing: it is carried out before those that
   * are sent after it, and when it fails, the transaction does. One that was begun and is not waited for
   * yet may come behind it.
   */
  later(statement: Compilable | CompiledQuery): void
}

/** All of the work sees one state. */
export type RunInSnapshot = <T>(work: (db: Kysely<Schema>) => Promise<T>) => Promise<T>

/** Durable once this resolves. Rejects with what the work threw, and then nothing has changed. */
export type RunInTransaction = <T>(work: (trx: OpenTransaction) => Promise<T>) => Promise<T>

export interface Database {
  readonly engine: Engine
  /** For statements that need no transaction. */
  readonly db: Kysely<Schema>
  /** As that of a transaction, for a statement that needs none. */
  run<Row>(statement: CompiledQuery<Row>): Promise<Row[]>
  readonly read: RunInSnapshot
  readonly write: RunInTransaction
  /** Reach every process on this database. */
  readonly wakeUps: WakeUps
  /** The same. */
  readonly whispers: Whispers
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
