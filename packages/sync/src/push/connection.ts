/**
 * What is known of the way to the server, and when to try it again. One breaker per host, shared
 * by everything that talks to it: a hundred waiting messages make one probe, not a hundred.
 */
import type { Clock } from '@porchlight/protocol'
import { createNap } from '../nap.ts'
import { backoffMs } from '../outbox/backoff.ts'
import type { Trouble } from '../sync.ts'

/** A snapshot; a new object after each change. */
export interface Connection {
  readonly state: 'connecting' | 'online' | 'offline'
  readonly trouble: Trouble | null
  /** Milliseconds since 1970 by the local clock, for display. */
  readonly nextTryAt: number | null
}

export interface Breaker {
  current(): Connection
  /** The event feed is up: whatever else fails, there is a connection. */
  linked(): void
  /** The event feed has broken. */
  unlinked(retryAfterMs?: number): void
  /** The server has answered, and not just picked up. */
  succeeded(): void
  /** A request could not reach the server, or was asked for a pause. */
  failed(retryAfterMs?: number): void
  /** Nothing to wait for: only a person can mend it. */
  broken(trouble: Trouble): void
  /**
   * Stop waiting; keep the count of failures, since nothing has succeeded yet. A pause that the
   * server asked for goes on all the same.
   */
  wake(): void
  /** Resolves when something may be tried, at once when nothing is wrong, or when aborted. */
  ready(signal: AbortSignal): Promise<void>
}

export interface BreakerOptions {
  readonly clock: Clock
  readonly random: () => number
  readonly onChange: () => void
}

/** @returns the breaker of this tab, closed */
export function createBreaker({ clock, random, onChange }: BreakerOptions): Breaker {
  let connection: Connection = { state: 'connecting', trouble: null, nextTryAt: null }
  let failures = 0
  let isOpen = false
  let isAskedToWait = false
  let isLinked = false
  let stopTimer = (): void => {}
  const nap = createNap(clock)

  function become(next: Connection): void {
    if (JSON.stringify(next) === JSON.stringify(connection)) return
    connection = next
    onChange()
  }

  function release(): void {
    isOpen = false
    isAskedToWait = false
    stopTimer()
    nap.wake()
    become({ ...connection, nextTryAt: null })
  }

  function open(retryAfterMs: number | undefined): void {
    // Several requests cut by one fault are one failure: the first has opened the breaker.
    if (isOpen && retryAfterMs === undefined) return
    const delayMs = Math.max(backoffMs(failures, random), retryAfterMs ?? 0)
    failures++
    isOpen = true
    isAskedToWait ||= retryAfterMs !== undefined
    stopTimer()
    stopTimer = clock.setTimeout(release, delayMs)
    become({ ...connection, nextTryAt: clock.now() + delayMs })
  }

  function failed(retryAfterMs?: number): void {
    open(retryAfterMs)
    const isCut = retryAfterMs === undefined && !isLinked
    if (isCut) become({ ...connection, state: 'offline', trouble: null })
  }

  return {
    current: () => connection,
    linked() {
      // The count of failures stays: a feed that breaks at once again is no better than none.
      isLinked = true
      become({ ...connection, state: 'online', trouble: null })
      release()
    },
    unlinked(retryAfterMs) {
      isLinked = false
      failed(retryAfterMs)
    },
    succeeded() {
      failures = 0
      become({ state: 'online', trouble: null, nextTryAt: null })
      release()
    },
    failed,
    broken(trouble) {
      isOpen = true
      isAskedToWait = false
      stopTimer()
      become({ state: 'offline', trouble, nextTryAt: null })
    },
    wake() {
      if (!isAskedToWait) release()
    },
    ready: async (signal) => {
      if (isOpen) await nap.sleep(null, signal)
    },
  }
}
