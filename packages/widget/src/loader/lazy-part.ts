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
  let attached: T | null = null
  const fetched = untilItSucceeds(fetchFile)

  return {
    prefetch: () => void fetched().catch(() => undefined),
    get: untilItSucceeds(async () => {
      attached = attach(await fetched())
      return attached
    }),
    now: () => attached,
  }
}

/** Makes one promise for all callers, and another one after a failure. */
function untilItSucceeds<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null
  return () => {
    made ??= make().catch((error) => {
      made = null
      throw error
    })
    return made
  }
}
