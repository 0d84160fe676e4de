/** What can be fetched again goes first when the disk is full. What waits to be sent never goes. */
import { PAGE_SIZE } from '@porchlight/protocol'
import { postedIn } from './queries.ts'
import type { MessageRow } from './rows.ts'
import type { Store } from './store.ts'

/**
 * Drops the older half of the cached history of each thread, but never its newest page. Deleting
 * needs little room itself.
 */
export async function makeRoom(store: Store): Promise<void> {
  await store.write(async (tx) => {
    for (const thread of await tx.threads.all()) {
      const rows = await tx.messages.all(postedIn(thread.id))
      const surplus = Math.min(Math.ceil(rows.length / 2), rows.length - PAGE_SIZE)
      const last: MessageRow | undefined = rows[surplus - 1]
      if (last === undefined) continue
      await tx.messages.deleteAll({ ...postedIn(thread.id), to: [thread.id, last.pos] })
      await tx.threads.put({ ...thread, hasMore: true })
    }
  })
}
