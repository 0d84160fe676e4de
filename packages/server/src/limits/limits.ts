/** The limits of a server: what is used up is refused with 429 and the time to come back. */
import type { Clock } from '@porchlight/protocol'
import { throttled } from '../problem-response.ts'
import type { LimitSettings, RateName, SlotName } from './limit-settings.ts'
import { createRateLimiter } from './rate-limiter.ts'

/** Which limit, and whose; of nobody in particular (an unknown address), it does not count. */
export type Use<Name> = readonly [name: Name, key: string | number | null]

export interface Limits {
  /**
   * Uses all of these, or none.
   *
   * @throws Refusal 429 with `Retry-After`
   */
  use(...uses: readonly Use<RateName>[]): void
  /** The same where nobody is told: @returns whether there was enough of all of them */
  allows(...uses: readonly Use<RateName>[]): boolean
  /**
   * Holds a place for as long as something lasts.
   *
   * @returns what gives the places back; safe to repeat
   * @throws Refusal 429 when all are taken
   */
  hold(...uses: readonly Use<SlotName>[]): () => void
}

/** When to ask again for a place: nobody knows when one becomes free. */
const SLOT_RETRY_MS = 5_000

/** @returns limits that nobody has used yet; they are those of this process */
export function createLimits(clock: Clock, { rates, slots }: LimitSettings): Limits {
  const limiter = createRateLimiter(clock)
  const held = new Map<string, number>()

  function giveBack(keys: readonly string[]): void {
    for (const key of keys) {
      const left = (held.get(key) ?? 1) - 1
      if (left === 0) held.delete(key)
      else held.set(key, left)
    }
  }

  /** @returns how long to wait in milliseconds, 0 when they have been used */
  function take(uses: readonly Use<RateName>[]): number {
    return limiter.take(
      known(uses).map(([name, key]) => ({ key: `${name} ${key}`, rate: rates[name] })),
    )
  }

  return {
    use(...uses) {
      const waitMs = take(uses)
      if (waitMs > 0) throw throttled(waitMs)
    },
    allows: (...uses) => take(uses) === 0,
    hold(...uses) {
      const wanted = known(uses)
      const keys = wanted.map(([name, key]) => `${name} ${key}`)
      const isFull = wanted.some(([name], n) => (held.get(keys[n] ?? '') ?? 0) >= slots[name])
      if (isFull) throw throttled(SLOT_RETRY_MS)
      for (const key of keys) held.set(key, (held.get(key) ?? 0) + 1)
      let isHeld = true
      return () => {
        if (isHeld) giveBack(keys)
        isHeld = false
      }
    },
  }
}

function known<Name>(uses: readonly Use<Name>[]): readonly Use<Name>[] {
  return uses.filter(([, key]) => key !== null)
}
