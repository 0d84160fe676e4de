/**
 * The store on IndexedDB. Dexie opens the database, and declares and upgrades its tables;
 * transactions then run on the connection itself, which costs less than Dexie's own do
 * (`npm run bench -- outbox` prints both).
 */
import { Dexie } from 'dexie'
import { isDomException } from '../is-dom-exception.ts'
import type { PageSignals } from '../ports.ts'
import {
  type Durability,
  OutdatedError,
  type Range,
  type Rows,
  type Store,
  type Tx,
} from './store.ts'

const TABLES = ['messages', 'ops', 'threads', 'meta']

/** Number of the newest version below. */
const SCHEMA = 1

/** Dexie keeps room between the versions that IndexedDB knows. */
const DEXIE_FACTOR = 10

/** The tables, as a page of history: a version that was released is never edited. */
function declare(dexie: Dexie): void {
  // Only what a query uses is an index; text is stored, not indexed.
  dexie.version(SCHEMA).stores({
    messages: 'id, [thread+pos], sid',
    ops: '++n, id, [thread+n]',
    threads: 'id',
    meta: 'key',
  })
}

/** How Dexie names the indexes of the declaration. */
const INDEX_NAMES = { place: '[thread+pos]', lane: '[thread+n]', id: 'id', sid: 'sid' } as const

export interface IndexedDbOptions {
  /** Of the database. */
  readonly name: string
  readonly page: PageSignals
  /** A newer build has taken the database over. */
  readonly onOutdated: () => void
}

/**
 * @returns the store, open
 * @throws OutdatedError when a newer build has written it; what IndexedDB throws when it cannot open
 */
export async function openIndexedDb({ name, page, onOutdated }: IndexedDbOptions): Promise<Store> {
  const dexie = new Dexie(name)
  /** Why nothing works any more, once it does not. */
  let reason: Error | null = null
  /** Those whose task is still at it. */
  const unfinished = new Set<IDBTransaction>()
  /** Resolves when the page is back, once it has been put away. */
  let back: Promise<void> | undefined
  let comeBack = (): void => {}
  declare(dexie)
  // A newer page wants to upgrade, or somebody deletes the database: let go at once. Returning false
  // keeps Dexie from telling the host page's console about it.
  dexie.on('versionchange', ({ newVersion }) => {
    dexie.close()
    if (newVersion !== null) {
      reason = new OutdatedError()
      onOutdated()
    }
    return false
  })
  await dexie.open()
  // Dexie opens what a newer build has written as well.
  if (dexie.backendDB().version > SCHEMA * DEXIE_FACTOR) {
    dexie.close()
    throw new OutdatedError()
  }

  async function begin(
    mode: 'readonly' | 'readwrite',
    durability: Durability,
  ): Promise<IDBTransaction> {
    await dexie.open()
    return dexie.backendDB().transaction(TABLES, mode, { durability })
  }

  async function run<T>(
    mode: 'readonly' | 'readwrite',
    durability: Durability,
    task: (tx: Tx) => Promise<T>,
  ): Promise<T> {
    await back
    if (reason !== null) throw reason
    const transaction = await begin(mode, durability).catch((error) => {
      // Browsers close connections by themselves, such as when a phone puts the page to sleep.
      if (!isDomException(error, 'InvalidStateError')) throw error
      dexie.close()
      return begin(mode, durability)
    })
    // Put away while it was begun: it fails at once, and is none of the unfinished.
    if (back) abort(transaction)
    else unfinished.add(transaction)
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
    })
    try {
      const result = await task(tablesOf(transaction))
      transaction.commit()
      // What was read is true whether or not the transaction has heard of its own end.
      if (mode === 'readonly') unminded(done)
      else await done
      return result
    } catch (error) {
      unminded(done)
      // Not its own failure: the page was put away.
      if (!unfinished.has(transaction)) return run(mode, durability, task)
      abort(transaction)
      throw error
    } finally {
      unfinished.delete(transaction)
    }
  }

  // WebKit keeps a page for going back with its transactions as they are, and they stand in the way
  // of every other page of the database for as long. One whose `commit()` was called ends by itself.
  const unlisten = page.listen((signal) => {
    if (signal === 'shown') {
      back = undefined
      comeBack()
    }
    if (signal === 'hidden') {
      back ??= new Promise((resolve) => {
        comeBack = resolve
      })
      unfinished.forEach(abort)
      unfinished.clear()
    }
  })

  return {
    read: (task) => run('readonly', 'relaxed', task),
    write: (task, durability = 'relaxed') => run('readwrite', durability, task),
    close() {
      reason ??= new Error('closed')
      unlisten()
      comeBack()
      dexie.close()
    },
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort()
  } catch {
    // It has ended already, by the very failure that brought us here.
  }
}

function tablesOf(transaction: IDBTransaction): Tx {
  // The names in `TABLES` and the rows of `Tx` belong together; what is in them was written by us.
  const table = <Row, Key, NewRow>(name: string): Rows<Row, Key, NewRow> =>
    rowsOf(transaction.objectStore(name))
  return {
    messages: table('messages'),
    ops: table('ops'),
    threads: table('threads'),
    meta: table('meta'),
  }
}

function rowsOf<Row, Key, NewRow>(store: IDBObjectStore): Rows<Row, Key, NewRow> {
  const at = ({ index }: Range): IDBObjectStore | IDBIndex =>
    index === undefined ? store : store.index(INDEX_NAMES[index])

  function walk(range: Range, visit: (row: Row, cursor: IDBCursor) => boolean): Promise<void> {
    const request = at(range).openCursor(boundsOf(range), range.isBackwards ? 'prev' : 'next')
    return new Promise((resolve, reject) => {
      request.onsuccess = () => {
        const cursor = request.result
        if (cursor === null || visit(cursor.value, cursor)) resolve()
        else cursor.continue()
      }
      request.onerror = () => reject(request.error)
    })
  }

  async function lastOf(range: Range, limit: number): Promise<Row[]> {
    // One answer for all of them, where the browser can count from the end.
    if ('getAllRecords' in IDBIndex.prototype) {
      const options = { query: boundsOf(range), direction: 'prev', count: limit }
      return answerOf(at(range).getAll(options as unknown as IDBKeyRange))
    }
    const rows: Row[] = []
    await walk(range, (row) => rows.push(row) === limit)
    return rows
  }

  return {
    get: (key) => answerOf(store.get(key as IDBValidKey)),
    put: (row) => unminded(answerOf(store.put(row)) as Promise<Key>),
    delete: (key) => unminded(answerOf(store.delete(key as IDBValidKey))),
    count: (range = {}) => answerOf(at(range).count(boundsOf(range) ?? undefined)),
    async all(range = {}, limit) {
      if (!range.isBackwards) return answerOf(at(range).getAll(boundsOf(range), limit))
      if (limit !== undefined) return lastOf(range, limit)
      return (await answerOf(at(range).getAll(boundsOf(range)))).reverse()
    },
    walk,
    deleteAll: (range) =>
      walk(range, (_row, cursor) => {
        cursor.delete()
        return false
      }),
  }
}

/** Whoever has to know of the failure hears of it in another way. */
function unminded<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => {})
  return answer
}

function boundsOf({ from, to }: Range): IDBKeyRange | null {
  if (from !== undefined && to !== undefined) return IDBKeyRange.bound(from, to)
  if (from !== undefined) return IDBKeyRange.lowerBound(from)
  return to === undefined ? null : IDBKeyRange.upperBound(to)
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
