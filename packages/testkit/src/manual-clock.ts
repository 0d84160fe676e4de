/** A clock that stands still until a test moves it. */
import type { Clock } from '@porchlight/protocol'

export interface ManualClock extends Clock {
  /** Moves time on, running what falls due in order, and lets promises settle in between. */
  advance(ms: number): Promise<void>
  /** Moves time on to the next timer, if there is one. @returns whether there was */
  next(): Promise<boolean>
  /** Sets the wall clock without running anything: a user changes the time, or it was wrong. */
  setNow(ms: number): void
  /** Timers that have not run. */
  readonly pending: number
}

interface Timer {
  readonly dueAt: number
  readonly run: () => void
}

/** Milliseconds since 1970 that a new clock shows: 2026-01-01T12:00:00Z. */
export const START_MS = 1_767_268_800_000

export function createManualClock(startMs: number = START_MS): ManualClock {
  let elapsed = 0
  let wallOffset = startMs
  const timers = new Set<Timer>()

  function earliest(): Timer | undefined {
    let found: Timer | undefined
    for (const timer of timers) if (found === undefined || timer.dueAt < found.dueAt) found = timer
    return found
  }

  async function run(timer: Timer): Promise<void> {
    elapsed = Math.max(elapsed, timer.dueAt)
    timers.delete(timer)
    timer.run()
    await settle()
  }

  return {
    now: () => wallOffset + elapsed,
    elapsed: () => elapsed,
    setTimeout(run, ms) {
      const timer = { dueAt: elapsed + Math.max(0, ms), run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(ms) {
      const end = elapsed + ms
      await settle()
      for (let timer = earliest(); timer && timer.dueAt <= end; timer = earliest()) await run(timer)
      elapsed = end
      await settle()
    },
    async next() {
      const timer = earliest()
      if (timer === undefined) return false
      await run(timer)
      return true
    },
    setNow(ms) {
      wallOffset = ms - elapsed
    },
    get pending() {
      return timers.size
    },
  }
}

/** Turns of the event loop given to promises: enough for a handful of database transactions. */
const TURNS = 25

/** A test hangs no longer than this over something that is never done. */
const BUSY_LIMIT_MS = 5_000

const busyChecks: (() => boolean)[] = []

/** Makes `settle` wait also for what no turn of the event loop can finish, such as an answer of a database. */
export function settleBeyond(isBusy: () => boolean): void {
  busyChecks.push(isBusy)
}

/** Lets everything run that needs no timer: promises, and a fake IndexedDB's own tasks. */
export async function settle(): Promise<void> {
  const giveUpAt = performance.now() + BUSY_LIMIT_MS
  for (let quietTurns = 0; quietTurns < TURNS; quietTurns++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
    const isBusy = busyChecks.some((check) => check()) && performance.now() < giveUpAt
    if (isBusy) quietTurns = 0
  }
}
