/** One lazy file: fetched on approach, attached when it is needed, fetched again after a failure. */
import type { LazyFile } from '../api/host.ts'

/** What a lazy file provides, once it does. */
export interface LazyPart<T> {
  /** Fetches and evaluates, no more: nothing is stored, requested or drawn by it. */
  prefetch(): void
  /** Rejects when the file cannot be had; a later call tries anew. */
  get(): Promise<T>
  /** What was provided so far. */
  now(): T | null
}

/**
 * @param fetchFile resolves with the file's exports
 * @param attach runs the file's `attach` and gives what it provided
 */
export function createLazyPart<T>(
  fetchFile: () => Promise<LazyFile>,
  attach: (file: LazyFile) => T,
): LazyPart<T> {
  let file: Promise<LazyFile> | null = null
  let part: Promise<T> | null = null
  let attached: T | null = null

  function fetchOnce(): Promise<LazyFile> {
    if (file !== null) return file
    const fetched = fetchFile()
    file = fetched
    fetched.catch(() => {
      file = null
    })
    return fetched
  }

  return {
    prefetch: () => void fetchOnce().catch(() => undefined),
    get() {
      if (part !== null) return part
      const made = fetchOnce().then((loaded) => {
        attached = attach(loaded)
        return attached
      })
      part = made
      made.catch(() => {
        part = null
      })
      return made
    },
    now: () => attached,
  }
}
