/**
 * Everything the core needs of its platform, passed in so that tests own it. `browser-ports.ts`
 * has the real ones.
 */
import type { Clock, FillRandom } from '@porchlight/protocol'

/** Web Locks, as much of it as we use. */
export interface Locks {
  /**
   * Waits for the lock, holds it until the task settles. Rejects with what the task rejects with,
   * or when the signal aborts before the lock is granted.
   */
  request<T>(name: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T>
}

/** A BroadcastChannel: reaches the other tabs, never the sender. */
export interface Channel {
  post(message: unknown): void
  /** @returns the undo */
  listen(onMessage: (message: unknown) => void): () => void
  close(): void
}

/** What the browser says of the network and of the page. Hints, not facts. */
export interface PageSignals {
  /** Somebody could see the page now. */
  isVisible(): boolean
  /** @returns the undo */
  listen(onSignal: (signal: PageSignal) => void): () => void
}

/**
 * `visible` and `covered`: the page comes into sight, or goes out of it behind another tab. `hidden`
 * and `shown` are the page leaving and coming back (bfcache): what is held must be let go, since a
 * page that holds a lock or a request is not kept.
 */
export type PageSignal = 'online' | 'offline' | 'visible' | 'covered' | 'hidden' | 'shown'

export interface Ports {
  readonly clock: Clock
  readonly fillRandom: FillRandom
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** Null where the browser has none: then the tab that started last leads. */
  readonly locks: Locks | null
  /** Null where the browser has none: then a tab sees what others do when it reads the store again. */
  readonly channel: Channel | null
  readonly page: PageSignals
}
