/** Counts work that others have begun, so that a shut-down can let it end. */
import type { Clock } from '@porchlight/protocol'

export interface UnderWay {
  /** @returns what the work comes to */
  track<T>(work: Promise<T>): Promise<T>
  /** Resolves when nothing is under way, after that many milliseconds, or when it is aborted. */
  ended(limitMs: number, deadline?: AbortSignal): Promise<void>
}

/** @returns a count of its own, with nothing under way */
export function createUnderWay(clock: Clock): UnderWay {
  const underWay = new Set<Promise<unknown>>()
  return {
    async track(work) {
      underWay.add(work)
      try {
        return await work
      } finally {
        underWay.delete(work)
      }
    },
    async ended(limitMs, deadline) {
      if (deadline?.aborted === true) return
      await new Promise<void>((resolve) => {
        const stopTimer = clock.setTimeout(resolve, limitMs)
        const end = (): void => {
          stopTimer()
          resolve()
        }
        deadline?.addEventListener('abort', end)
        void Promise.allSettled(underWay).then(end)
      })
    },
  }
}
