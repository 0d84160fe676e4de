import type { Clock } from '@porchlight/protocol'

/** Resolves when the time is over or the signal is aborted; leaves neither timer nor listener. */
export function pause(
  ms: number,
  clock: Pick<Clock, 'setTimeout'>,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const cancelTimer = clock.setTimeout(finish, ms)
    function finish(): void {
      cancelTimer()
      signal.removeEventListener('abort', finish)
      resolve()
    }
    signal.addEventListener('abort', finish)
  })
}
