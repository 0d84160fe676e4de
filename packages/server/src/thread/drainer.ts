/**
 * Drains queues whose POST said that more would follow, when nothing followed.
 *
 * Each queue is counted down here from the moment it is first seen. The wall clock says only how
 * much of the time a dead process has used up already: it may be set back or forward at any moment,
 * and then neither holds a queue up nor makes it wait for longer than a POST may.
 */
import type { Clock } from '@porchlight/protocol'
import { createLoop } from '../one-at-a-time.ts'
import type { Log } from '../server-options.ts'
import type { ReadTx, Store, Tx } from '../store/store.ts'
import { DUE, drainIfDue, makeDue } from './queue.ts'
import { loadThread, saveQuietly, saveThread } from './thread.ts'

export interface Drainer {
  /** Looks for queues that are due now, such as those a dead process has left. */
  wake(): void
  stop(): Promise<void>
}

/** A queue that waits for more, as it was seen in its row. */
interface WaitingQueue {
  readonly conversation: string
  readonly drainAt: number
  readonly waitMs: number
}

interface Countdown {
  readonly drainAt: number
  readonly isOver: () => boolean
  readonly stop: () => void
}

/** @returns a drainer that sleeps until the first wake-up */
export function createDrainer(ports: { store: Store; clock: Clock; log: Log }): Drainer {
  const { store, clock, log } = ports
  const countdowns = new Map<string, Countdown>()

  async function look(): Promise<void> {
    const waiting = await store.read(listWaiting)
    const conversations = new Set(waiting.map(({ conversation }) => conversation))
    for (const conversation of countdowns.keys()) {
      if (!conversations.has(conversation)) forget(conversation)
    }
    for (const queue of waiting) {
      if (!countDown(queue).isOver()) continue
      // One that cannot be drained is left for the next look, and holds up no other.
      await store
        .write((tx) => drain(tx, queue))
        .then(
          () => forget(queue.conversation),
          (cause) => log.error('drain_failed', { conversation: queue.conversation, cause }),
        )
    }
  }

  /** Goes on counting; a POST that came since begins anew. */
  function countDown({ conversation, drainAt, waitMs }: WaitingQueue): Countdown {
    const known = countdowns.get(conversation)
    if (known?.drainAt === drainAt) return known
    forget(conversation)
    let isOver = waitMs <= 0
    const onOver = (): void => {
      isOver = true
      loop.wake()
    }
    const stop = isOver ? () => {} : clock.setTimeout(onOver, waitMs)
    const countdown = { drainAt, isOver: () => isOver, stop }
    countdowns.set(conversation, countdown)
    return countdown
  }

  function forget(conversation: string): void {
    countdowns.get(conversation)?.stop()
    countdowns.delete(conversation)
  }

  const loop = createLoop(look, (cause) => log.error('drainer_failed', { cause }))
  const unsubscribe = store.wakeUps.subscribe('drains', loop.wake)
  return {
    wake: loop.wake,
    async stop() {
      unsubscribe()
      await loop.stop()
      for (const conversation of countdowns.keys()) forget(conversation)
    },
  }
}

/** Drains it, unless a later POST has moved its time; while a run is on, the run's end does. */
async function drain(tx: Tx, { conversation, drainAt }: WaitingQueue): Promise<void> {
  const thread = await loadThread(tx, conversation)
  if (thread?.conversation.drain_at !== drainAt) return
  makeDue(thread)
  if (await drainIfDue(tx, thread)) saveThread(tx, thread)
  else saveQuietly(tx, thread)
}

/** All but those that are due while a run is on: its end drains them. */
async function listWaiting(tx: ReadTx): Promise<WaitingQueue[]> {
  const rows = await tx.db
    .selectFrom('conversations')
    .select(['id', 'drain_at'])
    .where('drain_at', 'is not', null)
    .where((eb) => eb.or([eb('run_id', 'is', null), eb('drain_at', '>', DUE)]))
    .orderBy('drain_at')
    .execute()
  return rows.flatMap(({ id, drain_at: drainAt }) => {
    if (drainAt === null) return []
    const waitMs = Math.min(drainAt - tx.now, tx.policy.drainAfterMs)
    return [{ conversation: id, drainAt, waitMs }]
  })
}
