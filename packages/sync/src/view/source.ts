/** A value with listeners, and the coalescing that keeps a burst of changes from a burst of reads. */
import type { View } from '../sync.ts'

export interface Source<T> {
  readonly view: View<T>
  set(next: T): void
}

/** @returns a view and the only way to change it */
export function createSource<T>(initial: T): Source<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    view: {
      get: () => value,
      subscribe(listener) {
        // A wrapper per call: the same function may subscribe twice and undo once.
        const call = (): void => listener()
        listeners.add(call)
        return () => listeners.delete(call)
      },
    },
    set(next) {
      if (next === value) return
      value = next
      for (const listener of [...listeners]) listener()
    },
  }
}

/**
 * Runs a reading at most once at a time: a request during a run makes one more run after it, since
 * what changed may have been read before the change.
 *
 * @param onError the reading failed; the next request tries again
 */
export function createRefresher(
  read: () => Promise<void>,
  onError: (error: unknown) => void,
): () => void {
  let isReading = false
  let isStale = false

  async function run(): Promise<void> {
    isReading = true
    while (isStale) {
      isStale = false
      await read().catch(onError)
    }
    isReading = false
  }

  return () => {
    isStale = true
    if (!isReading) void run()
  }
}
