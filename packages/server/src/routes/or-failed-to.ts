/** Where the published API answers a failure of its own with 422, so do we. */
import { Refusal } from '../problem-response.ts'
import { failedTo } from '../published-refusals.ts'
import type { Log } from '../server-options.ts'

/**
 * What the work resolves with.
 *
 * @throws Refusal the work's own; 422 for anything else, which is logged
 */
export async function orFailedTo<T>(
  what: Parameters<typeof failedTo>[0],
  log: Log,
  work: Promise<T>,
): Promise<T> {
  try {
    return await work
  } catch (cause) {
    if (cause instanceof Refusal) throw cause
    log.error('request_failed', { what, cause })
    throw failedTo(what)
  }
}
