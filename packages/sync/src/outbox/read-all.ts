/** Remembers how far the visitor has read. The leader tells the server (`push/sayings.ts`). */
import type { ThreadId } from '@porchlight/protocol'
import { newestOrder } from '../store/queries.ts'
import type { Store } from '../store/store.ts'
import { later } from '../view/order.ts'

/** Marks everything that is stored of the thread as read. @returns whether that was news */
export function readAll(store: Store, thread: ThreadId): Promise<boolean> {
  return store.write(async (tx) => {
    const row = await tx.threads.get(thread)
    const here = row ? later(row.read.here, await newestOrder(tx, thread)) : null
    if (row === undefined || here === row.read.here) return false
    await tx.threads.put({ ...row, read: { ...row.read, here } })
    return true
  })
}
