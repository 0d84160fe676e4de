/**
 * The tables, as a page of history: a version that was released is never edited.
 *
 * Only what a query uses is an index; text is stored, not indexed.
 */

import type { MessageId, ThreadId } from '@porchlight/protocol'
import { type Collection, Dexie, type Table } from 'dexie'
import type { MessageRow, MetaRow, MetaValues, NewOpRow, OpRow, ThreadRow } from './rows.ts'

export interface Database {
  readonly dexie: Dexie
  readonly messages: Table<MessageRow, MessageId>
  readonly ops: Table<OpRow, number, NewOpRow>
  readonly threads: Table<ThreadRow, ThreadId>
  readonly meta: Table<MetaRow, keyof MetaValues>
}

/**
 * Declares the database of one project on one API origin. Opens nothing by itself: the first
 * query does.
 */
export function createDatabase(name: string): Database {
  const dexie = new Dexie(name)
  dexie.version(1).stores({
    messages: 'id, [thread+pos]',
    ops: '++n, &id, [thread+n]',
    threads: 'id',
    meta: 'key',
  })
  // A newer page wants to upgrade, or somebody deletes the database: let go at once. Returning false
  // keeps Dexie from telling the host page's console about it.
  dexie.on('versionchange', () => {
    dexie.close()
    return false
  })
  return {
    dexie,
    messages: dexie.table('messages'),
    ops: dexie.table('ops'),
    threads: dexie.table('threads'),
    meta: dexie.table('meta'),
  }
}

/** Reads one value; undefined when it was never written. */
export async function readMeta<K extends keyof MetaValues>(
  db: Database,
  key: K,
): Promise<MetaValues[K] | undefined> {
  const row = await db.meta.get(key)
  // The key of a row decides the type of its value: see MetaRow.
  return row?.value as MetaValues[K] | undefined
}

/** Writes one value, inside the transaction that is on or in one of its own. */
export async function writeMeta<K extends keyof MetaValues>(
  db: Database,
  key: K,
  value: MetaValues[K],
): Promise<void> {
  await db.meta.put({ key, value } as MetaRow)
}

/**
 * One readwrite transaction over every table: whole, or not at all.
 *
 * Dexie keeps its transaction over native `await`s only below an async function of its own call.
 */
export function inTransaction<T>(db: Database, task: () => Promise<T>): Promise<T> {
  const tables = [db.messages, db.ops, db.threads, db.meta]
  return db.dexie.transaction('rw', tables, async () => await task())
}

/** All ops of a thread, in order. */
export function opsOfThread(db: Database, thread: ThreadId): Promise<OpRow[]> {
  return lane(db, thread).toArray()
}

/**
 * How many ops of a thread are not messages on their way to the server: what opens the thread, and
 * what the server holds. They stand at the head of the lane, so the look ends there.
 */
export function countNotSending(db: Database, thread: ThreadId): Promise<number> {
  return lane(db, thread)
    .until((op) => op.kind === 'send' && op.state !== 'held')
    .count()
}

function lane(db: Database, thread: ThreadId): Collection<OpRow, number, NewOpRow> {
  return db.ops.where('[thread+n]').between([thread, Dexie.minKey], [thread, Dexie.maxKey])
}

/** The first op of a thread, or the first that is as asked for. Reads no further than that one. */
export function firstOp(
  db: Database,
  thread: ThreadId,
  isWanted: (op: OpRow) => boolean = () => true,
): Promise<OpRow | undefined> {
  return lane(db, thread).filter(isWanted).first()
}

/** Whether a message waits in a thread behind the op with this number. */
export async function isFollowed(db: Database, { thread, n }: OpRow): Promise<boolean> {
  const behind = db.ops.where('[thread+n]').between([thread, n], [thread, Dexie.maxKey], false)
  return (await behind.filter((op) => op.kind === 'send').first()) !== undefined
}

/** The ops of the given messages. */
export function opsOfMessages(db: Database, ids: readonly MessageId[]): Promise<OpRow[]> {
  return db.ops.where('id').anyOf(ids).toArray()
}

/** The last messages of a thread in the order they are shown. One query, no sort. */
export async function lastMessages(
  db: Database,
  thread: ThreadId,
  limit: number,
): Promise<MessageRow[]> {
  const rows = await messagesOfThread(db, thread).reverse().limit(limit).toArray()
  return rows.reverse()
}

/** Place of the newest posted message that is stored, or null. */
export async function newestOrder(db: Database, thread: ThreadId): Promise<number | string | null> {
  const row = await postedMessages(db, thread).last()
  return row?.order ?? null
}

/** Place of the oldest posted message that is stored, or null. */
export async function oldestOrder(db: Database, thread: ThreadId): Promise<number | string | null> {
  const row = await postedMessages(db, thread).first()
  return row?.order ?? null
}

type Rows = Collection<MessageRow, MessageId>

/** How many messages of a thread were refused for good. They stand among those that wait. */
export function countFailed(db: Database, thread: ThreadId): Promise<number> {
  return db.messages
    .where('[thread+pos]')
    .between([thread, [1]], [thread, [2]])
    .filter((row) => row.failed !== null)
    .count()
}

function messagesOfThread(db: Database, thread: ThreadId): Rows {
  return db.messages.where('[thread+pos]').between([thread, Dexie.minKey], [thread, Dexie.maxKey])
}

function postedMessages(db: Database, thread: ThreadId): Rows {
  return db.messages.where('[thread+pos]').between([thread, [0]], [thread, [1]])
}

/** Drops what is cached of a thread before a place; what waits here is never touched. */
export async function dropBefore(
  db: Database,
  thread: ThreadId,
  order: number | string,
): Promise<void> {
  await db.messages
    .where('[thread+pos]')
    .between([thread, [0]], [thread, [0, order]])
    .delete()
}
