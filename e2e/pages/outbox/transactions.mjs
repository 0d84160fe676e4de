/** Counts what a library asks of IndexedDB, whatever way it takes there. */

const begun = { all: 0, writing: 0, requests: 0 }

// Before anything is opened: some take the function from the connection once and keep it.
const original = IDBDatabase.prototype.transaction
IDBDatabase.prototype.transaction = function (tables, mode, options) {
  begun.all++
  if (mode === 'readwrite') begun.writing++
  return original.call(this, tables, mode, options)
}

for (const [kind, names] of [
  [
    IDBObjectStore,
    ['get', 'getKey', 'getAll', 'getAllKeys', 'count', 'openCursor', 'openKeyCursor'],
  ],
  [IDBObjectStore, ['add', 'put', 'delete', 'clear']],
  [IDBIndex, ['get', 'getKey', 'getAll', 'getAllKeys', 'count', 'openCursor', 'openKeyCursor']],
  [IDBCursor, ['continue', 'advance', 'update', 'delete']],
]) {
  for (const name of names) {
    const ask = kind.prototype[name]
    kind.prototype[name] = function (...args) {
      begun.requests++
      return ask.apply(this, args)
    }
  }
}

/** Counts from now on. @returns the counts so far */
export function countTransactions() {
  const before = { ...begun }
  return () => ({
    all: begun.all - before.all,
    writing: begun.writing - before.writing,
    requests: begun.requests - before.requests,
  })
}
