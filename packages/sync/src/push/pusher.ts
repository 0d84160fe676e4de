/**
 * Replays the outbox: one message at a time in each lane, in order; three lanes at once.
 * Only the leader runs it, and everything it writes is fenced by its epoch.
 */
import type { Clock, Outcome, ThreadId, Transport } from '@porchlight/protocol'
import { coalesce } from '../coalesce.ts'
import { createNap } from '../nap.ts'
import { backoffMs } from '../outbox/backoff.ts'
import { type Claim, claimNext, isToDo } from '../outbox/claim.ts'
import { settle } from '../outbox/settle.ts'
import type { Answers } from '../pull/answers.ts'
import { createSlots } from '../slots.ts'
import { firstOp } from '../store/queries.ts'
import type { Store, Tx } from '../store/store.ts'
import { asLeader } from '../tabs/fence.ts'
import type { Breaker } from './connection.ts'
import type { Line } from './line.ts'

/** Lanes that may be under way at once. */
const LANES = 3

export interface PusherOptions {
  readonly store: Store
  readonly transport: Transport
  readonly breaker: Breaker
  readonly line: Line
  readonly answers: Answers
  readonly clock: Clock
  readonly random: () => number
  /** The server keeps client message ids, so a repetition is settled by the server itself. */
  readonly isRepeatable: () => boolean
  /** Fetches what looks for a message in doubt where the server does not. */
  readonly looking: () => Promise<Pick<typeof import('./reconcile.ts'), 'reconcile'>>
  /**
   * Rows of a thread have changed. With `since`, all that has is known: one message waits no more, and
   * the next one, which was written then, is under way.
   */
  readonly onChanged: (thread: ThreadId, since?: string) => void
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
  const { store, breaker } = options
  const slots = createSlots(LANES)
  const nap = createNap(options.clock)
  const lanes = new Map<ThreadId, Promise<void>>()

  const look = coalesce(async () => {
    if (signal.aborted) return
    for (const thread of await threadsWithWork(store)) if (!lanes.has(thread)) start(thread)
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
      if (pauseMs > 0) await nap.sleep(pauseMs, signal)
    }
  }

  /** @returns how long to wait before going on, in milliseconds; null when nothing is left to send */
  async function sendAll(thread: ThreadId): Promise<number | null> {
    if (signal.aborted) return null
    let since: string | undefined
    let claimed = await asLeader(store, epoch, (tx) => claim(tx, thread))
    // Once for each transaction: to look again at what has not changed costs as much as the sending.
    if (claimed) options.onChanged(thread)
    while (claimed) {
      const lineSignal = options.line.signal()
      const outcome = await deliver(options, claimed, { epoch, signal: lineSignal })
      if (signal.aborted) return null
      // What was cut off on purpose says nothing of the network that is there now.
      const isCut = lineSignal.aborted && outcome.kind === 'unknown'
      const pauseMs = isCut ? 1 : react(options, claimed, outcome)
      ;[claimed, since] = await settleAndClaim(claimed, { outcome, isPausing: pauseMs > 0 })
      options.onChanged(thread, since)
      // Nor does a failure of before, when the network has come back meanwhile.
      if (pauseMs > 0) return lineSignal.aborted ? 0 : pauseMs
    }
    return null
  }

  function claim(tx: Tx, thread: ThreadId, after?: number): Promise<Claim | null> {
    const isAnswering = options.answers.isReading(thread)
    return claimNext(tx, thread, { epoch, isAnswering, after })
  }

  /** Settling one message and claiming the next is one transaction: half the cost of a replay. */
  function settleAndClaim(
    claimed: Claim,
    { outcome, isPausing }: { outcome: Outcome; isPausing: boolean },
  ): Promise<[next: Claim | null, since?: string | undefined]> {
    const { row, lane, writtenAt } = claimed
    return asLeader(store, epoch, async (tx) => {
      const settling = settle(tx, claimed, outcome)
      const isPlain = isPosted(outcome)
      // Where nothing was held before it, being posted changes nothing for what comes after it: so
      // that is looked for at the same time.
      const isAlone = isPlain && !isPausing && !lane.isHolding
      if (!isAlone) await settling
      if (isPausing) return [null]
      const after = isAlone ? row.n : undefined
      const [next, isNews] = await Promise.all([claim(tx, row.thread, after), settling])
      const isOneLess = isNews && writtenAt && (isPlain || outcome.kind === 'held')
      return isOneLess ? [next, next?.writtenAt] : [next]
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

/** Posted, and nothing else is to be told of it. */
function isPosted(outcome: Outcome): boolean {
  return outcome.kind === 'settled' && !outcome.frames && !outcome.thread
}

function threadsWithWork(store: Store): Promise<ThreadId[]> {
  return store.read(async (tx) => {
    const found: ThreadId[] = []
    for (const { id } of await tx.threads.all()) {
      if (await firstOp(tx, id, isToDo)) found.push(id)
    }
    return found
  })
}

async function deliver(
  options: PusherOptions,
  claim: Claim,
  { epoch, signal }: { epoch: number; signal: AbortSignal },
): Promise<Outcome> {
  const { store, transport, isRepeatable, looking } = options
  if (!claim.isInDoubt || isRepeatable()) {
    return await transport.deliver(claim.op, claim.lane, signal)
  }
  const part = await looking().catch(noPart)
  if (!part) return { kind: 'unknown', cause: 'no part' }
  const write: Store['write'] = (task) => asLeader(store, epoch, task)
  return await part.reconcile({ transport, store, write }, claim, signal)
}

/** Its file could not be fetched: there is no network, or there will be a next time. */
function noPart(): void {}

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
