import type { ThreadId } from '@porchlight/protocol'

/** What came of an action, and the thread that it has changed; null when nothing has changed. */
export interface Changed<T> {
  readonly result: T
  readonly thread: ThreadId | null
}
