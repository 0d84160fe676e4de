/**
 * The store as the core sees it: four tables and transactions over all of them. Two things keep
 * this promise, IndexedDB (`indexed-db.ts`) and, where that cannot be had, memory
 * (`memory-store.ts`); one contract suite holds both to it.
 */
import type { MessageId, ThreadId } from '@porchlight/protocol'
import type { MessageRow, MetaRow, MetaValues, NewOpRow, OpRow, ThreadRow } from './rows.ts'

export interface Store {
  /** Sees one state of all tables. Await nothing in it but the transaction's own calls. */
  read<T>(task: (tx: Tx) => Promise<T>): Promise<T>
  /**
   * Whole, or not at all: what the task throws takes everything back, and rejects. On the disk once
   * this resolves.
   *
   * @param durability `relaxed` survives the death of the browser, `strict` also that of the machine
   */
  write<T>(task: (tx: Tx) => Promise<T>, durability?: Durability): Promise<T>
  /** Lets go of the database. A later call rejects. */
  close(): void
}

export type Durability = 'relaxed' | 'strict'

/** The tables inside one transaction. */
export interface Tx {
  readonly messages: Rows<MessageRow, MessageId>
  readonly ops: Rows<OpRow, number, NewOpRow>
  readonly threads: Rows<ThreadRow, ThreadId>
  readonly meta: Rows<MetaRow, keyof MetaValues>
}

/** One table. What it is asked for is carried out in the order of asking, answered or not. */
export interface Rows<Row, Key, NewRow = Row> {
  get(key: Key): Promise<Row | undefined>
  /**
   * Writes a row whole. Nobody has to wait for the answer: should it fail, so does the transaction.
   *
   * @returns its key, given by the database where the row has none
   */
  put(row: Row | NewRow): Promise<Key>
  /** As with `put`, nobody has to wait for it. */
  delete(key: Key): Promise<void>
  count(range?: Range): Promise<number>
  /** All rows of a range in its order, or the first of them. */
  all(range?: Range, limit?: number): Promise<Row[]>
  /** Shows rows one by one in the order of the range until `visit` returns true. */
  walk(range: Range, visit: (row: Row) => boolean): Promise<void>
  deleteAll(range: Range): Promise<void>
}

/** What IndexedDB takes for a key: numbers sort before texts, texts before arrays. */
export type Comparable = number | string | readonly Comparable[]

/** A stretch of an index, or of the table by its own key. Both ends belong to it. */
export interface Range {
  /** Default: the table's own key. */
  readonly index?: Index
  /** Default: the beginning. */
  readonly from?: Comparable
  /** Default: the end. */
  readonly to?: Comparable
  readonly isBackwards?: boolean
}

/**
 * `place`: messages by thread and position. `lane`: ops by thread and number. `id`: ops by the id of
 * what they are about. `sid`: messages by the id that a server gave them.
 */
export type Index = 'place' | 'lane' | 'id' | 'sid'

/** After every key that begins with the parts before it. */
export const END: Comparable = [[]]

/** The database that is there is of a newer build: this tab may not touch it. */
export class OutdatedError extends Error {}
