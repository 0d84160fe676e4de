/**
 * How often something may happen: so many times at once, then as fast as the rate says.
 *
 * One number is kept per key: the moment up to which its allowance is used (the generic cell rate
 * algorithm). It is kept in this process: with several nodes, each has an allowance of its own.
 */
import type { Clock } from '@porchlight/protocol'

/** `count` times per `perMs`, all of them at once if nothing happened before. */
export interface Rate {
  readonly count: number
  readonly perMs: number
}

/** One allowance: whose it is, and how large. */
export interface Allowance {
  readonly key: string
  readonly rate: Rate
}

export interface RateLimiter {
  /**
   * Uses all of these allowances, or none of them.
   *
   * @returns 0 when it may happen now, else how long to wait in milliseconds
   */
  take(allowances: readonly Allowance[]): number
  /** How many keys are remembered. */
  size(): number
}

/**
 * Keys remembered at most; at about 200 bytes each that is 20 MB. Beyond it those that were used
 * longest ago are forgotten, which gives them a new allowance.
 */
const MAX_KEYS = 100_000

/** @returns a limiter that remembers nothing yet */
export function createRateLimiter(clock: Clock, maxKeys: number = MAX_KEYS): RateLimiter {
  /** When the allowance of a key is whole again; in the order of last use. */
  const wholeAt = new Map<string, number>()

  function waitFor({ key, rate }: Allowance, now: number): number {
    return usedUntil({ key, rate }, now) + costOf(rate) - now - rate.perMs
  }

  /** A clock that was set back leaves nobody with more than one whole period to wait. */
  function usedUntil({ key, rate }: Allowance, now: number): number {
    return Math.min(Math.max(wholeAt.get(key) ?? now, now), now + rate.perMs)
  }

  function use(allowance: Allowance, now: number): void {
    const next = usedUntil(allowance, now) + costOf(allowance.rate)
    wholeAt.delete(allowance.key)
    wholeAt.set(allowance.key, next)
  }

  function forget(now: number): void {
    if (wholeAt.size <= maxKeys) return
    for (const [key, whole] of wholeAt) if (whole <= now) wholeAt.delete(key)
    // A tenth at once, so that the search above is not made for every single request.
    const target = maxKeys * 0.9
    for (const key of wholeAt.keys()) {
      if (wholeAt.size <= target) return
      wholeAt.delete(key)
    }
  }

  return {
    take(allowances) {
      const now = clock.now()
      const waitMs = Math.max(0, ...allowances.map((allowance) => waitFor(allowance, now)))
      if (waitMs > 0) return Math.ceil(waitMs)
      for (const allowance of allowances) use(allowance, now)
      forget(now)
      return 0
    },
    size: () => wholeAt.size,
  }
}

const costOf = (rate: Rate): number => rate.perMs / rate.count
