/** Drains queues whose POST said that more would follow, when nothing followed. */
import type { Clock } from '@porchlight/protocol'
import { createLoop } from '../one-at-a-time.ts'
import type { Log } from '../server-options.ts'
import type { ReadTx, Store } from '../store/store.ts'
import { drainIfDue } from './queue.ts'
import { loadThread, saveThread } from './thread.ts'

export interface Drainer {
  /** Looks for queues that are due now, such as those a dead process has left. */
  wake(): void
  stop(): Promise<void>
}

/** One timer for all queues. @returns a drainer that sleeps until the first wake-up */
export function createDrainer(ports: { store: Store; clock: Clock; log: Log }): Drainer {
  const { store, clock, log } = ports
  let stopTimer = (): void => {}

  async function look(): Promise<void> {
    stopTimer()
    for (;;) {
      const next = await store.read(findNext)
      if (next === null) return
      const waitMs = next.drain_at - clock.now()
      if (waitMs > 0) {
        stopTimer = clock.setTimeout(loop.wake, waitMs)
        return
      }
      await drain(next.id)
    }
  }

  async function drain(conversation: string): Promise<void> {
    await store.write(async (tx) => {
      const thread = await loadThread(tx, conversation)
      if (thread !== null && (await drainIfDue(tx, thread))) await saveThread(tx, thread)
    })
  }

  const loop = createLoop(look, (cause) => log.error('drain_failed', { cause }))
  const unsubscribe = store.wakeUps.subscribe('drains', loop.wake)
  return {
    wake: loop.wake,
    async stop() {
      unsubscribe()
      await loop.stop()
      stopTimer()
    },
  }
}

/** The queue that is due first. One whose run is on is drained by the end of that run. */
async function findNext(tx: ReadTx): Promise<{ id: string; drain_at: number } | null> {
  const row = await tx.db
    .selectFrom('conversations')
    .select(['id', 'drain_at'])
    .where('drain_at', 'is not', null)
    .where('run_id', 'is', null)
    .orderBy('drain_at')
    .executeTakeFirst()
  return row === undefined || row.drain_at === null ? null : { ...row, drain_at: row.drain_at }
}
