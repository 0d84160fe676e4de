/** Waits for the outbox to become empty, but not for ever. */
import type { Clock } from '@porchlight/protocol'
import type { Store } from '../store/store.ts'
import type { SyncStatus, View } from '../sync.ts'
import { readSummary } from '../view/summary-view.ts'

/** @returns how many messages still wait when the time is over; 0 as soon as none does */
export function flush(
  store: Store,
  { status, clock, limitMs }: { status: View<SyncStatus>; clock: Clock; limitMs: number },
): Promise<number> {
  return new Promise((resolve, reject) => {
    // The status may be a moment behind the store.
    const look = async (isLast: boolean): Promise<void> => {
      const { waiting } = await readSummary(store)
      if (waiting > 0 && !isLast) return
      stopTimer()
      unsubscribe()
      resolve(waiting)
    }
    const stopTimer = clock.setTimeout(() => void look(true).catch(reject), limitMs)
    const unsubscribe = status.subscribe(() => void look(false).catch(reject))
    look(false).catch(reject)
  })
}
