/** Ends what a visitor has here: sends what can still be sent, and leaves nothing behind. */
import type { Clock } from '@porchlight/protocol'
import { readMeta, unpostedIn, writeMeta } from '../store/queries.ts'
import type { Store } from '../store/store.ts'
import type { SyncStatus, View } from '../sync.ts'
import { readSummary } from '../view/summary-view.ts'

/** Resolves when nothing waits any more, or when the time is over. */
export function flush(
  store: Store,
  { status, clock, limitMs }: { status: View<SyncStatus>; clock: Clock; limitMs: number },
): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      stopTimer()
      unsubscribe()
      resolve()
    }
    // The status may be a moment behind the store.
    const look = async (): Promise<void> => {
      if ((await readSummary(store)).waiting === 0) end()
    }
    const stopTimer = clock.setTimeout(end, limitMs)
    const unsubscribe = status.subscribe(() => void look().catch(end))
    void look().catch(end)
  })
}

/**
 * Deletes every row. The epoch goes on, so that no leader of before can write any more; the name of
 * the store is a new one, so that no tab of before can add to it.
 *
 * @returns how many messages had not reached the server
 */
export function wipe(store: Store, generation: string): Promise<number> {
  return store.write(async (tx) => {
    let lost = 0
    for (const { id } of await tx.threads.all()) lost += await tx.messages.count(unpostedIn(id))
    const epoch = (await readMeta(tx, 'epoch')) ?? 0
    for (const table of [tx.messages, tx.ops, tx.threads, tx.meta]) await table.deleteAll({})
    await writeMeta(tx, 'epoch', epoch + 1)
    await writeMeta(tx, 'generation', generation)
    return lost
  }, 'strict')
}
