/** How long to wait before the connection is tried again. */

/** Longest pause between two attempts. */
export const RETRY_CAP_MS = 30_000

const RETRY_BASE_MS = 500

/**
 * Full jitter: uniform in [0, min(cap, base · 2^failures)], so that a team cut off together does not
 * come back in one moment.
 *
 * @param failures attempts that failed so far, 0 for the first pause
 * @param random uniform in [0, 1)
 * @returns whole milliseconds
 */
export function retryDelay(failures: number, random: () => number): number {
  return Math.floor(random() * Math.min(RETRY_CAP_MS, RETRY_BASE_MS * 2 ** failures))
}
