/** IndexedDB itself: what everybody else is measured against. */
import { postUntilTaken } from '../post.mjs'

const TABLE = 'outbox'

export const raw = {
  open: (name) => openRaw(name, (db) => (message) => addOne(db, message)),
}

export const rawGroup = {
  open: (name) => openRaw(name, groupCommit),
}

/**
 * With what an outbox owes a message: a mark before its request leaves, so that a crash leaves it in
 * doubt. To strike out one and to mark the next is one transaction.
 */
export const rawMarked = {
  open: async (name) => ({
    ...(await openRaw(name, groupCommit)),
    replay: () => replayMarked(name),
  }),
}

/**
 * With what an outbox of several tabs owes a message: the rows and indexes of our core, and a look,
 * in the same transaction, at whose store it is and where the message goes.
 */
export const rawGuarded = { open: async (name) => openGuarded(`${name}-guarded`) }

const GUARDED_TABLES = ['messages', 'ops', 'threads', 'meta']

async function openGuarded(name) {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => {
    const db = request.result
    const messages = db.createObjectStore('messages', { keyPath: 'id' })
    messages.createIndex('place', ['thread', 'pos'])
    messages.createIndex('sid', 'sid')
    const ops = db.createObjectStore('ops', { keyPath: 'n', autoIncrement: true })
    ops.createIndex('id', 'id')
    ops.createIndex('lane', ['thread', 'n'])
    db.createObjectStore('threads', { keyPath: 'id' })
    db.createObjectStore('meta', { keyPath: 'key' })
  }
  const db = await answerOf(request)
  let n = 0
  const addEach = (messages) =>
    change(
      db,
      (table, commit) => {
        table('meta').get('generation')
        table('meta').get('currentThread')
        table('ops')
          .index('lane')
          .openCursor(IDBKeyRange.bound(['thread'], ['thread', []]))
        for (const { id, text } of messages) {
          const row = { id, thread: 'thread', state: 'waiting', attempt: 0, epoch: 0, size: 400 }
          table('ops').add(row)
          table('messages').add({ ...row, content: text, author: 'visitor', pos: [1, ++n] })
        }
        table('threads').get('thread').onsuccess = commit
      },
      { tables: GUARDED_TABLES, isLate: true },
    )
  return { add: groupOf(addEach), close: async () => db.close() }
}

async function replayMarked(name) {
  const db = await openDatabase(name)
  let last = 0
  for (;;) {
    let next
    await change(
      db,
      (table, commit) => {
        const outbox = table(TABLE)
        if (last > 0) outbox.delete(last)
        outbox.openCursor(IDBKeyRange.lowerBound(last, true)).onsuccess = ({ target }) => {
          next = target.result?.value
          if (next !== undefined) outbox.put({ ...next, isSending: true })
          commit()
        }
      },
      { isLate: true },
    )
    if (next === undefined) break
    await postUntilTaken(next)
    last = next.n
  }
  db.close()
}

async function openRaw(name, adder) {
  const db = await openDatabase(name)
  const watchers = new Set()
  const add = adder(db)
  return {
    async add(message) {
      await add(message)
      for (const look of watchers) look()
    },
    addMany: (messages) => addAll(db, messages),
    waiting: () => answerOf(read(db).count()),
    last: (count) => lastRows(db, count),
    watch(onRows) {
      const look = async () => onRows(await lastRows(db, 50))
      watchers.add(look)
    },
    async replay() {
      for (;;) {
        const [first] = await answerOf(read(db).getAll(null, 1))
        if (first === undefined) return
        await postUntilTaken(first)
        await change(db, (table) => table(TABLE).delete(first.n))
      }
    },
    close: async () => db.close(),
  }
}

async function openDatabase(name) {
  const request = indexedDB.open(name, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(TABLE, { keyPath: 'n', autoIncrement: true })
  }
  return await answerOf(request)
}

function addOne(db, message) {
  return change(db, (table) => table(TABLE).add({ ...message }))
}

function addAll(db, messages) {
  return change(db, (table) => {
    for (const message of messages) table(TABLE).add({ ...message })
  })
}

function groupCommit(db) {
  return groupOf((messages) => addAll(db, messages))
}

/** Calls that come while a transaction is under way share the next one. */
function groupOf(addEach) {
  let waiting = []
  let isRunning = false
  async function run() {
    isRunning = true
    while (waiting.length > 0) {
      const calls = waiting
      waiting = []
      await addEach(calls.map(({ message }) => message))
      for (const { resolve } of calls) resolve()
    }
    isRunning = false
  }
  return (message) =>
    new Promise((resolve) => {
      waiting.push({ message, resolve })
      if (!isRunning) void run()
    })
}

async function lastRows(db, count) {
  const rows = await answerOf(read(db).getAll({ direction: 'prev', count }))
  return rows.reverse()
}

function read(db) {
  return db.transaction(TABLE, 'readonly').objectStore(TABLE)
}

function change(db, task, { isLate = false, tables = [TABLE] } = {}) {
  const transaction = db.transaction(tables, 'readwrite', { durability: 'relaxed' })
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    task(
      (name) => transaction.objectStore(name),
      () => transaction.commit(),
    )
    if (!isLate) transaction.commit()
  })
}

function answerOf(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
