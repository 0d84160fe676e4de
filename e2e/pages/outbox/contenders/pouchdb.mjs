/** PouchDB on its newer adapter, and a replay written by hand. */
import indexedDbAdapter from 'pouchdb-adapter-indexeddb'
import PouchDB from 'pouchdb-browser'
import { postUntilTaken } from '../post.mjs'

PouchDB.plugin(indexedDbAdapter)

export const pouchdb = {
  async open(name) {
    const db = new PouchDB(name, { adapter: 'indexeddb' })
    const { update_seq: written } = await db.info()
    let n = Number(written)
    const nextId = () => String(n++).padStart(9, '0')
    const last = async (limit) => {
      const { rows } = await db.allDocs({ descending: true, limit, include_docs: true })
      return rows.map(({ doc }) => doc).reverse()
    }
    let changes
    return {
      add: (message) => db.put({ ...message, _id: nextId() }),
      addMany: (messages) => db.bulkDocs(messages.map((m) => ({ ...m, _id: nextId() }))),
      waiting: async () => (await db.info()).doc_count,
      last,
      watch(onRows) {
        changes = db.changes({ since: 'now', live: true })
        changes.on('change', async () => onRows(await last(50)))
      },
      async replay() {
        for (;;) {
          const { rows } = await db.allDocs({ limit: 50, include_docs: true })
          if (rows.length === 0) return
          for (const { doc } of rows) {
            await postUntilTaken(doc)
            // Another tab may have sent and removed it meanwhile.
            await db.remove(doc).catch(() => {})
          }
        }
      },
      async close() {
        changes?.cancel()
        await db.close()
      },
    }
  },
}
