/** The thin wrapper, and a replay written by hand. */
import { openDB } from 'idb'
import { postUntilTaken } from '../post.mjs'

const TABLE = 'outbox'

export const idb = {
  async open(name) {
    const db = await openDB(name, 1, {
      upgrade: (database) => {
        database.createObjectStore(TABLE, { keyPath: 'n', autoIncrement: true })
      },
    })
    const watchers = new Set()
    return {
      async add(message) {
        const transaction = db.transaction(TABLE, 'readwrite')
        transaction.store.add({ ...message })
        await transaction.done
        for (const look of watchers) look()
      },
      async addMany(messages) {
        const transaction = db.transaction(TABLE, 'readwrite')
        for (const message of messages) transaction.store.add({ ...message })
        await transaction.done
      },
      waiting: () => db.count(TABLE),
      last: (count) => lastRows(db, count),
      watch(onRows) {
        watchers.add(async () => onRows(await lastRows(db, 50)))
      },
      async replay() {
        for (;;) {
          const [first] = await db.getAll(TABLE, null, 1)
          if (first === undefined) return
          await postUntilTaken(first)
          await db.delete(TABLE, first.n)
        }
      },
      close: async () => db.close(),
    }
  },
}

async function lastRows(db, count) {
  const rows = []
  let cursor = await db.transaction(TABLE).store.openCursor(null, 'prev')
  while (cursor !== null && rows.length < count) {
    rows.push(cursor.value)
    cursor = await cursor.continue()
  }
  return rows.reverse()
}
