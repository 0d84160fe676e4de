/**
 * The store in memory, for a tab whose browser gives it none: private windows, blocked storage, a
 * database that will not open. Loaded only then. What it holds is gone with the tab.
 */
import { compareKeys } from './compare-keys.ts'
import type { MessageRow, MetaRow, OpRow, ThreadRow } from './rows.ts'
import type { Comparable, Index, Range, Rows, Store } from './store.ts'

/** @returns an empty store */
export function createMemoryStore(): Store {
  const tables = {
    messages: createTable<MessageRow, string>((row) => row.id, {
      place: ({ thread, pos }) => [thread, pos],
      sid: ({ sid }) => sid,
    }),
    ops: createTable<OpRow, number>((row, next) => row.n ?? next, {
      id: ({ id }) => id,
      lane: ({ thread, n }) => [thread, n],
    }),
    threads: createTable<ThreadRow, string>((row) => row.id, {}),
    meta: createTable<MetaRow, MetaRow['key']>((row) => row.key, {}),
  }
  let isClosed = false
  let last: Promise<unknown> = Promise.resolve()

  /** One at a time, in the order of asking: nobody sees half of another's changes. */
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    if (isClosed) return Promise.reject(new Error('closed'))
    const turn = last.then(task)
    last = turn.catch(() => {})
    return turn
  }

  return {
    read: (task) => inTurn(() => task(tables)),
    write: (task) =>
      inTurn(async () => {
        const restores = Object.values(tables).map((table) => table.save())
        try {
          return await task(tables)
        } catch (error) {
          for (const restore of restores) restore()
          throw error
        }
      }),
    close() {
      isClosed = true
    },
  }
}

interface Table<Row, Key> extends Rows<Row, Key, Omit<Row, 'n'>> {
  /** @returns brings back the rows of now */
  save(): () => void
}

/** @param keyOf the key of a row; `next` is a number that no row had before */
function createTable<Row extends object, Key extends Comparable>(
  keyOf: (row: Row & { readonly n?: number }, next: number) => Key,
  indexes: Partial<Record<Index, (row: Row) => Comparable | undefined>>,
): Table<Row, Key> {
  let rows = new Map<Key, Row>()
  let lastNumber = 0

  function find(range: Range): Row[] {
    const found: { readonly at: Comparable; readonly row: Row }[] = []
    for (const [key, row] of rows) {
      const at = range.index === undefined ? key : indexes[range.index]?.(row)
      if (at !== undefined && isWithin(at, range)) found.push({ at, row })
    }
    found.sort((a, b) => compareKeys(a.at, b.at))
    const inOrder = found.map(({ row }) => row)
    return range.isBackwards === true ? inOrder.reverse() : inOrder
  }

  return {
    get: async (key) => rows.get(key),
    async put(row) {
      const key = keyOf(row as Row, lastNumber + 1)
      const isNumbered = typeof key === 'number'
      if (isNumbered) lastNumber = Math.max(lastNumber, key)
      rows.set(key, (isNumbered ? { ...row, n: key } : row) as Row)
      return key
    },
    async delete(key) {
      rows.delete(key)
    },
    count: async (range = {}) => find(range).length,
    all: async (range = {}, limit) => find(range).slice(0, limit),
    async walk(range, visit) {
      for (const row of find(range)) if (visit(row)) return
    },
    async deleteAll(range) {
      for (const row of find(range)) rows.delete(keyOf(row, 0))
    },
    save() {
      const saved = new Map(rows)
      return () => {
        rows = saved
      }
    },
  }
}

function isWithin(key: Comparable, { from, to }: Range): boolean {
  if (from !== undefined && compareKeys(key, from) < 0) return false
  return to === undefined || compareKeys(key, to) <= 0
}
