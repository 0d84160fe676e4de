/** A value with listeners. */
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
