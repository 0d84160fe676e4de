/** The one stream of changes: kept open for as long as the team is signed in. */
import type { ClientError, TeamClient, TeamUpdate } from '@porchlight/client'
import type { Clock, TeamAside, TeamFeedEvent } from '@porchlight/protocol'
import { type ReadonlySignal, signal } from '@preact/signals'
import { isKeyUnknown, isKeyWithoutRight } from '../session/key-refusal.ts'
import { retryDelay } from './backoff.ts'

/** `lost` means that an attempt has failed: one broken connection that comes straight back is not. */
export type FeedState = 'connecting' | 'live' | 'lost'

export interface Feed {
  readonly state: ReadonlySignal<FeedState>
  /** Tries now instead of at the end of the pause; nothing while a connection is open. */
  retryNow(): void
  /** Ends the stream and every timer. Nothing is reported after it. */
  close(): void
}

export interface FeedOptions {
  readonly client: Pick<TeamClient, 'follow'>
  readonly clock: Clock
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** Every change in the order it was committed. */
  readonly onUpdate: (update: TeamFeedEvent) => void
  /** What people do at this moment. */
  readonly onAside: (aside: TeamAside) => void
  /** An attempt to connect has failed; the next one is planned. */
  readonly onLost: () => void
  /** The server does not let this key follow; the feed has ended. */
  readonly onRefused: (error: ClientError) => void
}

/** A stream open for this long was a real one: the next failure counts as the first again. */
const STABLE_AFTER_MS = 10_000

/** Opens the stream. The cursor is in memory only, so a reloaded page lists again. */
export function createFeed(options: FeedOptions): Feed {
  const { client, clock, random, onUpdate, onAside, onLost, onRefused } = options
  const state = signal<FeedState>('connecting')
  const closing = new AbortController()
  let cursor: string | null = null
  let failures = 0
  let endPause = (): void => {}

  async function run(): Promise<void> {
    while (!closing.signal.aborted) {
      const answer = await client.follow(cursor, closing.signal, { isAttended: true })
      if (closing.signal.aborted) return
      if (answer.ok) {
        await follow(answer.value)
      } else if (isKeyUnknown(answer.error) || isKeyWithoutRight(answer.error)) {
        onRefused(answer.error)
        return
      } else {
        reportLost()
        await pauseAfter(answer.error)
      }
    }
  }

  /** Resolves when the stream is over, for whatever reason, and it is time to open the next. */
  async function follow(updates: AsyncIterable<TeamUpdate>): Promise<void> {
    state.value = 'live'
    const openedAt = clock.now()
    try {
      for await (const next of updates) {
        if (closing.signal.aborted) return
        if (next.cursor === null) onAside(next.update)
        else {
          onUpdate(next.update)
          cursor = next.cursor
        }
      }
    } catch {
      // Cut off or fallen silent: the same as an end. What was missed comes after the cursor.
    }
    if (closing.signal.aborted) return
    if (clock.now() - openedAt >= STABLE_AFTER_MS) failures = 0
    else if (failures > 0) reportLost()
    await pauseAfter(null)
  }

  function reportLost(): void {
    state.value = 'lost'
    onLost()
  }

  function pauseAfter(error: ClientError | null): Promise<void> {
    const asked = error?.kind === 'problem' ? (error.retryAfterMs ?? 0) : 0
    const delay = Math.max(asked, retryDelay(failures, random))
    failures++
    return new Promise((resolve) => {
      const stopTimer = clock.setTimeout(resolve, delay)
      endPause = () => {
        stopTimer()
        resolve()
      }
    })
  }

  void run()
  return {
    state,
    retryNow: () => endPause(),
    close() {
      closing.abort()
      endPause()
    },
  }
}
