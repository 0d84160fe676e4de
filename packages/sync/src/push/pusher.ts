/**
 * Replays the outbox: one message at a time in each lane, in order; three lanes at once.
 * Only the leader runs it, and everything it writes is fenced by its epoch.
 */
import type { Clock, Outcome, ThreadId, Transport } from '@porchlight/protocol'
import { coalesce } from '../coalesce.ts'
import { createNap } from '../nap.ts'
import { backoffMs } from '../outbox/backoff.ts'
import { type Claim, claimHead } from '../outbox/claim.ts'
import { settle } from '../outbox/settle.ts'
import type { Answers } from '../pull/answers.ts'
import { createSlots } from '../slots.ts'
import { type Database, firstOp } from '../store/database.ts'
import { asLeader } from '../tabs/fence.ts'
import type { Breaker } from './connection.ts'
import type { Line } from './line.ts'
import { reconcile } from './reconcile.ts'

/** Lanes that may be under way at once. */
const LANES = 3

export interface PusherOptions {
  readonly db: Database
  readonly transport: Transport
  readonly breaker: Breaker
  readonly line: Line
  readonly answers: Answers
  readonly clock: Clock
  readonly random: () => number
  /** The server keeps client message ids, so a repetition is settled by the server itself. */
  readonly isRepeatable: () => boolean
  readonly onChanged: (thread: ThreadId) => void
  /** The server does not take us for who we were: a new session is needed. */
  readonly onUnauthorized: () => void
  /** The fence has closed: this tab leads no more. */
  readonly onStale: (error: unknown) => void
}

export interface Pusher {
  /** Looks for work. Cheap; call it whenever there might be some. */
  poke(): void
  /** Resolves when no lane is under way any more; abort the signal first. */
  ended(): Promise<void>
}

/** @returns the pusher of the leader of `epoch`, idle until the first poke */
export function createPusher(options: PusherOptions, epoch: number, signal: AbortSignal): Pusher {
  const { db, breaker } = options
  const slots = createSlots(LANES)
  const nap = createNap(options.clock)
  const lanes = new Map<ThreadId, Promise<void>>()

  const look = coalesce(async () => {
    if (signal.aborted) return
    for (const thread of await threadsWithWork(db)) if (!lanes.has(thread)) start(thread)
  }, options.onStale)

  function start(thread: ThreadId): void {
    const done = runLane(thread)
      .catch(options.onStale)
      .finally(() => {
        lanes.delete(thread)
        // Whatever was stored after this lane looked for the last time is found by a new look.
        look()
      })
    lanes.set(thread, done)
  }

  async function runLane(thread: ThreadId): Promise<void> {
    while (!signal.aborted) {
      await breaker.ready(signal)
      // A lane that pauses gives up its place, so that others need not wait for it.
      const pauseMs = await slots.use(() => sendAll(thread))
      if (pauseMs === null) return
      await nap.sleep(pauseMs, signal)
    }
  }

  /** @returns how long to wait before going on, in milliseconds; null when nothing is left to send */
  async function sendAll(thread: ThreadId): Promise<number | null> {
    if (signal.aborted) return null
    let claim = await asLeader(db, epoch, () => claimNext(thread))
    while (claim !== null) {
      options.onChanged(thread)
      const lineSignal = options.line.signal()
      const outcome = await deliver(options, claim, lineSignal)
      if (signal.aborted) return null
      // What was cut off on purpose says nothing of the network that is there now.
      const isCut = lineSignal.aborted && outcome.kind === 'unknown'
      const pauseMs = isCut ? 1 : react(options, claim, outcome)
      claim = await settleAndClaim(claim, { outcome, isPausing: pauseMs > 0 })
      options.onChanged(thread)
      if (pauseMs > 0) return pauseMs
    }
    return null
  }

  function claimNext(thread: ThreadId): Promise<Claim | null> {
    return claimHead(db, thread, { epoch, isAnswering: options.answers.isReading(thread) })
  }

  /** Settling one message and claiming the next is one transaction: half the cost of a replay. */
  function settleAndClaim(
    claim: Claim,
    { outcome, isPausing }: { outcome: Outcome; isPausing: boolean },
  ): Promise<Claim | null> {
    return asLeader(db, epoch, async () => {
      await settle(db, claim, outcome)
      return isPausing ? null : await claimNext(claim.row.thread)
    })
  }

  return {
    poke() {
      nap.wake()
      look()
    },
    async ended() {
      await Promise.all(lanes.values())
    },
  }
}

async function threadsWithWork(db: Database): Promise<ThreadId[]> {
  const found: ThreadId[] = []
  for (const thread of await db.threads.toCollection().primaryKeys()) {
    const op = await firstOp(db, thread, ({ state }) => state !== 'held')
    if (op !== undefined) found.push(thread)
  }
  return found
}

async function deliver(
  { transport, isRepeatable }: PusherOptions,
  claim: Claim,
  signal: AbortSignal,
): Promise<Outcome> {
  if (claim.isInDoubt && !isRepeatable()) {
    const found = await reconcile(transport, claim, signal)
    if (found !== null) return found
  }
  return await transport.deliver(claim.op, claim.lane, signal)
}

/** What an outcome means beyond its op. @returns how long this lane waits, in milliseconds */
function react(options: PusherOptions, claim: Claim, outcome: Outcome): number {
  const { breaker, answers, random } = options
  const again = (): number => Math.max(1, backoffMs(claim.row.attempt - 1, random))
  switch (outcome.kind) {
    case 'unknown':
      breaker.failed()
      return again()
    case 'throttled':
      breaker.failed(outcome.retryAfterMs)
      return Math.max(1, outcome.retryAfterMs)
    case 'unauthorized':
      options.onUnauthorized()
      return again()
  }
  breaker.succeeded()
  if (outcome.kind === 'settled' && outcome.frames !== undefined) {
    answers.follow(claim.row.thread, outcome.frames)
  }
  if (outcome.kind !== 'busy') return 0
  // Another endpoint takes it at once; a full queue only after the run that fills it.
  return outcome.why === 'queue_full' || claim.row.attempt > 2 ? again() : 0
}
