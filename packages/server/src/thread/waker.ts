/** Brings snoozed tickets back when their time has come. */
import type { Clock } from '@porchlight/protocol'
import { createLoop } from '../one-at-a-time.ts'
import type { Log } from '../server-options.ts'
import type { ReadTx, Store } from '../store/store.ts'
import { wakeUp } from './snooze.ts'

export interface Waker {
  /** Looks for tickets that are due now. */
  wake(): void
  stop(): Promise<void>
}

/** What is due later than this is left for the next sweep: timers of weeks are no timers. */
const LOOK_AHEAD_MS = 60_000

/** Tickets brought back in one look; the rest comes in the next sweep. */
const BATCH_SIZE = 1_000

/** @returns a waker that sleeps until the first wake-up */
export function createWaker(ports: { store: Store; clock: Clock; log: Log }): Waker {
  const { store, clock, log } = ports
  let stopTimer = (): void => {}

  async function look(): Promise<void> {
    stopTimer()
    const { due, nextMs } = await store.read(listSnoozed)
    for (const conversation of due) {
      // One that cannot be brought back is left for the next sweep, and holds up no other.
      await store
        .write((tx) => wakeUp(tx, conversation))
        .catch((cause) => log.error('wake_up_failed', { conversation, cause }))
    }
    if (nextMs !== null) stopTimer = clock.setTimeout(loop.wake, nextMs)
  }

  const loop = createLoop(look, (cause) => log.error('waker_failed', { cause }))
  const unsubscribe = store.wakeUps.subscribe('snoozes', loop.wake)
  return {
    wake: loop.wake,
    async stop() {
      unsubscribe()
      await loop.stop()
      stopTimer()
    },
  }
}

/** What is due, and how long until something else is, if that is soon. */
async function listSnoozed(tx: ReadTx): Promise<{ due: string[]; nextMs: number | null }> {
  const rows = await tx.db
    .selectFrom('tickets')
    .select(['conversation_id', 'snoozed_until'])
    .where('snoozed_until', 'is not', null)
    .where('snoozed_until', '<=', tx.now + LOOK_AHEAD_MS)
    .orderBy('snoozed_until')
    .limit(BATCH_SIZE)
    .execute()
  const isDue = ({ snoozed_until: until }: (typeof rows)[number]): boolean =>
    until !== null && until <= tx.now
  const next = rows.find((row) => !isDue(row))?.snoozed_until ?? null
  return {
    due: rows.filter(isDue).map((row) => row.conversation_id),
    nextMs: next === null ? null : next - tx.now,
  }
}
