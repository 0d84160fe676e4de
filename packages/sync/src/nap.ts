/** Waiting that can be cut short. */
import type { Clock } from '@porchlight/protocol'

export interface Nap {
  /**
   * Resolves after that many milliseconds, at the next `wake`, or when the signal aborts, whichever
   * comes first. Null: no time is set.
   */
  sleep(ms: number | null, signal: AbortSignal): Promise<void>
  /** Wakes everybody who sleeps now. */
  wake(): void
}

export function createNap(clock: Clock): Nap {
  const sleepers = new Set<() => void>()
  return {
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve()
        const wakeUp = (): void => {
          stopTimer()
          sleepers.delete(wakeUp)
          signal.removeEventListener('abort', wakeUp)
          resolve()
        }
        const stopTimer = ms === null ? () => {} : clock.setTimeout(wakeUp, ms)
        sleepers.add(wakeUp)
        signal.addEventListener('abort', wakeUp)
      }),
    wake() {
      for (const wakeUp of [...sleepers]) wakeUp()
    },
  }
}
