/** What comes alone is taken at once; what comes in a crowd is taken together, a few times a second. */
import type { Clock } from '@porchlight/protocol'

/**
 * No more often than this, so that a hundred changes at once are one list drawn anew: among ten thousand
 * tickets each costs some milliseconds.
 */
export const GATHERED_FOR_MS = 100

export interface Gathering<T> {
  add(item: T): void
  /** Takes what waits, before something that has come after it. */
  flush(): void
  /** Forgets what waits. */
  close(): void
}

export function createGathering<T>(
  clock: Clock,
  take: (items: readonly T[]) => void,
): Gathering<T> {
  /** Null while nothing has come for a while. */
  let waiting: T[] | null = null
  let stop = (): void => {}

  function flush(): void {
    const items = waiting ?? []
    if (items.length === 0) return
    waiting = []
    take(items)
  }

  function restLater(): void {
    stop = clock.setTimeout(() => {
      const isCrowd = waiting !== null && waiting.length > 0
      flush()
      if (isCrowd) restLater()
      else waiting = null
    }, GATHERED_FOR_MS)
  }

  return {
    add(item) {
      if (waiting !== null) {
        waiting.push(item)
        return
      }
      waiting = []
      take([item])
      restLater()
    },
    flush,
    close() {
      stop()
      waiting = null
    },
  }
}
