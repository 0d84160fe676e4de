/** How long to wait before the next try: decision only, no timer. */

const BACKOFF_BASE_MS = 500
export const BACKOFF_CAP_MS = 60_000

/**
 * Delay before the next try, in milliseconds.
 *
 * Full jitter: uniform in [0, min(cap, base · 2^failures)], so that many visitors cut off together
 * do not come back together.
 *
 * @param failures in a row so far, 0 for the first retry
 * @param random uniform in [0, 1)
 * @returns whole milliseconds, 0 ≤ delay ≤ BACKOFF_CAP_MS
 */
export function backoffMs(failures: number, random: () => number): number {
  const ceiling = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.min(failures, 30))
  return Math.floor(random() * (ceiling + 1))
}
