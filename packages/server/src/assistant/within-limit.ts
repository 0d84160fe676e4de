import type { Clock } from '@porchlight/protocol'

/** How long is waited, and what ends it earlier. */
export interface Limit {
  readonly ms: number
  readonly clock: Pick<Clock, 'setTimeout'>
  readonly signal?: AbortSignal
}

/**
 * What work comes to, or null when its time is over first. Raced as well as aborted: one that does not
 * listen to its signal is left behind.
 */
export async function withinLimit<T>(
  { ms, clock, signal }: Limit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const limit = new AbortController()
  const stop = (): void => limit.abort()
  const late = new Promise<null>((resolve) => {
    limit.signal.addEventListener('abort', () => resolve(null))
  })
  const stopTimer = clock.setTimeout(stop, ms)
  signal?.addEventListener('abort', stop)
  try {
    if (signal?.aborted === true) return null
    return await Promise.race([work(limit.signal), late])
  } finally {
    stopTimer()
    signal?.removeEventListener('abort', stop)
  }
}
