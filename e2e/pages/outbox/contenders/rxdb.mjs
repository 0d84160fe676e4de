/** RxDB on its Dexie storage, pushing one document at a time: in larger batches it loses the order. */
import { createRxDatabase } from 'rxdb/plugins/core'
import { replicateRxCollection } from 'rxdb/plugins/replication'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { post } from '../post.mjs'

const SCHEMA = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 40 },
    n: { type: 'number', minimum: 0, maximum: 1e9, multipleOf: 1 },
    text: { type: 'string' },
  },
  required: ['id', 'n', 'text'],
  indexes: ['n'],
}

export const rxdb = {
  async open(name) {
    const db = await createRxDatabase({
      // Its names may hold nothing but small letters and figures.
      name: name.replace(/[^a-z0-9]/g, ''),
      storage: getRxStorageDexie(),
      multiInstance: false,
    })
    const { messages } = await db.addCollections({ messages: { schema: SCHEMA } })
    let n = await messages.count().exec()
    const lastQuery = (limit) => messages.find({ sort: [{ n: 'desc' }], limit })
    return {
      add: (message) => messages.insert({ ...message, n: n++ }),
      addMany: (rows) => messages.bulkInsert(rows.map((row) => ({ ...row, n: n++ }))),
      waiting: () => messages.count().exec(),
      last: async (count) => (await lastQuery(count).exec()).reverse(),
      watch(onRows) {
        lastQuery(50).$.subscribe(onRows)
      },
      async replay() {
        const replication = replicateRxCollection({
          collection: messages,
          replicationIdentifier: 'bench',
          live: true,
          retryTime: 50,
          waitForLeadership: false,
          push: {
            batchSize: 1,
            async handler(rows) {
              for (const { newDocumentState } of rows) await post(newDocumentState)
              return []
            },
          },
        })
        await replication.awaitInitialReplication()
        await replication.awaitInSync()
      },
      close: () => db.close(),
    }
  },
}
