/** Remembers how far the visitor has read. The leader tells the server (`push/sayings.ts`). */
import type { ThreadId } from '@porchlight/protocol'
import { newestOrder } from '../store/queries.ts'
import type { Store } from '../store/store.ts'
import { later } from '../view/order.ts'
import type { Changed } from './changed.ts'

/** Marks everything that is stored of the thread as read. What is read already changes nothing. */
export function markRead(store: Store, thread: ThreadId): Promise<Changed<void>> {
  return store.write(async (tx) => {
    const row = await tx.threads.get(thread)
    const here = row ? later(row.read.here, await newestOrder(tx, thread)) : null
    if (row === undefined || here === row.read.here) return { result: undefined, thread: null }
    await tx.threads.put({ ...row, read: { ...row.read, here } })
    return { result: undefined, thread }
  })
}
