/** Dexie as its guide shows it, and a replay written by hand. */
import { Dexie, liveQuery } from 'dexie'
import { postUntilTaken } from '../post.mjs'

export const dexie = {
  async open(name) {
    const db = new Dexie(name)
    db.version(1).stores({ outbox: '++n' })
    await db.open()
    const table = db.table('outbox')
    const last = async (count) => (await table.reverse().limit(count).toArray()).reverse()
    const subscriptions = []
    return {
      add: (message) => table.add({ ...message }),
      addMany: (messages) => table.bulkAdd(messages),
      waiting: () => table.count(),
      last,
      watch(onRows) {
        subscriptions.push(liveQuery(() => last(50)).subscribe(onRows))
      },
      async replay() {
        for (;;) {
          const first = await table.toCollection().first()
          if (first === undefined) return
          await postUntilTaken(first)
          await table.delete(first.n)
        }
      },
      async close() {
        for (const subscription of subscriptions) subscription.unsubscribe()
        db.close()
      },
    }
  },
}
