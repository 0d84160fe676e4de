/** Time of a simulated world: each tab has timers of its own, and a wall clock that may be wrong. */
import type { Clock } from '@porchlight/protocol'
import { START_MS } from '@porchlight/testkit'
import type { Inhabitant } from './scheduler.ts'

interface Timer {
  readonly tab: Inhabitant | null
  readonly dueAt: number
  readonly run: () => void
}

export interface WorldClock {
  /** Milliseconds since the world began; no wall clock moves it. */
  elapsed(): number
  /** The clock of a tab: dead with it, late while it sleeps. Null: the server's, which is right. */
  of(tab: Inhabitant | null): Clock
  /** Moves on to the next timer and runs it. @returns false when there is none */
  next(): boolean
  /** Sets the wall clock of the browser, in milliseconds from the right time. */
  setWrong(byMs: number): void
  /** Timers that have not run. */
  pending(): number
}

/** @param onTimer a tab asks to be woken after so long */
export function createWorldClock(onTimer: (ms: number) => void): WorldClock {
  const timers = new Set<Timer>()
  let elapsed = 0
  let wrongByMs = 0

  function earliest(): Timer | undefined {
    let found: Timer | undefined
    for (const timer of timers) {
      if (timer.tab?.isAlive === false) timers.delete(timer)
      else if (timer.tab?.isAsleep === true) continue
      else if (found === undefined || timer.dueAt < found.dueAt) found = timer
    }
    return found
  }

  return {
    elapsed: () => elapsed,
    of: (tab) => ({
      now: () => START_MS + elapsed + (tab === null ? 0 : wrongByMs),
      elapsed: () => elapsed,
      setTimeout(run, ms) {
        onTimer(ms)
        const timer = { tab, dueAt: elapsed + Math.max(0, ms), run }
        timers.add(timer)
        return () => timers.delete(timer)
      },
    }),
    next() {
      const timer = earliest()
      if (timer === undefined) return false
      timers.delete(timer)
      // One that slept through its time is late.
      elapsed = Math.max(elapsed, timer.dueAt)
      timer.run()
      return true
    },
    setWrong(byMs) {
      wrongByMs = byMs
    },
    pending: () => timers.size,
  }
}
