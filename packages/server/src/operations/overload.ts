/**
 * Turns requests away while there are more than can be served: a quick 503 that says when to come
 * again is better for everybody than an answer nobody waits for any more.  [SV73]
 *
 * Streams do not count: their requests are over once they have begun.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { overloaded } from '../problem-response.ts'

/** How far this process is behind. */
export interface LoadMeter {
  /** How late timers have been lately, in milliseconds. */
  delayMs(): number
  stop(): void
}

export interface OverloadOptions {
  readonly meter: LoadMeter
  /** Requests under way beyond which further ones are turned away. */
  readonly maxRequests: number
  /** Delay of the event loop beyond which requests are turned away, in milliseconds. */
  readonly maxDelayMs: number
  /** At least 0, below 1: spreads those who come again. */
  readonly chance: () => number
}

export interface Overload {
  /** @throws Refusal 503 when the work is not begun, because there is too much under way */
  admit<T>(work: () => Promise<T>): Promise<T>
}

/** Those who were turned away come again within so many seconds, all through them. */
const RETRY_WITHIN_S = 5

/** @returns a gate that is open */
export function createOverload({
  meter,
  maxRequests,
  maxDelayMs,
  chance,
}: OverloadOptions): Overload {
  let underWay = 0
  return {
    async admit(work) {
      if (underWay >= maxRequests || meter.delayMs() > maxDelayMs) {
        throw overloaded(1 + Math.floor(chance() * RETRY_WITHIN_S))
      }
      underWay += 1
      try {
        return await work()
      } finally {
        underWay -= 1
      }
    },
  }
}

/** For those who are never behind. */
export const IDLE_METER: LoadMeter = { delayMs: () => 0, stop: () => {} }

const WINDOW_MS = 1_000
const RESOLUTION_MS = 20

/**
 * Measures the event loop of this process until it is stopped. One slow second is no overload: the
 * smaller of the last two seconds' means counts.
 */
export function createLoopMeter(): LoadMeter {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  let [before, last] = [0, 0]
  const timer = setInterval(() => {
    before = last
    // Nanoseconds, and the histogram counts the time it meant to wait as well. NaN when empty.
    last = Math.max((histogram.mean || 0) / 1e6 - RESOLUTION_MS, 0)
    histogram.reset()
  }, WINDOW_MS)
  timer.unref()
  return {
    delayMs: () => Math.min(before, last),
    stop() {
      clearInterval(timer)
      histogram.disable()
    },
  }
}
