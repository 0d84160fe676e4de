/**
 * The core's store with Dexie's own transactions and tables: the same rows under the same indexes.
 * It shows what running transactions on the connection itself is worth.
 */
import { Dexie } from 'dexie'

const INDEX_NAMES = { place: '[thread+pos]', lane: '[thread+n]', id: 'id', sid: 'sid' }

/** In place of the core's `openStore`. */
export function openStoreOnDexie({ name }) {
  const dexie = new Dexie(name, { chromeTransactionDurability: 'relaxed' })
  dexie.version(1).stores({
    messages: 'id, [thread+pos], sid',
    ops: '++n, id, [thread+n]',
    threads: 'id',
    meta: 'key',
  })
  const tables = ['messages', 'ops', 'threads', 'meta'].map((table) => dexie.table(table))
  const tx = Object.fromEntries(tables.map((table) => [table.name, rowsOf(table)]))
  return {
    // Dexie follows native promises only through a function that says it is async.
    read: (task) => dexie.transaction('r', tables, async () => await task(tx)),
    write: (task) => dexie.transaction('rw', tables, async () => await task(tx)),
    close: () => dexie.close(),
  }
}

function rowsOf(table) {
  const at = ({ index, from, to, isBackwards } = {}) => {
    const key = table.where(index === undefined ? ':id' : INDEX_NAMES[index])
    const rows = key.between(from ?? Dexie.minKey, to ?? Dexie.maxKey, true, true)
    return isBackwards ? rows.reverse() : rows
  }
  return {
    get: (key) => table.get(key),
    put: (row) => table.put(row),
    delete: (key) => table.delete(key),
    count: (range) => at(range).count(),
    all: (range) => at(range).toArray(),
    walk: (range, visit) =>
      at(range)
        .until((row) => visit(row), true)
        .each(() => {}),
    deleteAll: (range) => at(range).delete(),
  }
}
