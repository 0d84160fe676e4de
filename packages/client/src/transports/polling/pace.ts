/**
 * When to ask again. A project has 3,600 polls an hour for all of its visitors together, so only
 * who waits for an answer gets one every 5 seconds.
 */
import type { Attention, AttentionLevel, Clock } from '@porchlight/protocol'

const WATCHING_MS = 5_000
const IDLE_MS = 60_000
const IDLE_MAX_MS = 300_000

export interface Pace {
  /**
   * Resolves when it is time to ask again: never while nobody can see the page, and soon after
   * somebody looks at it again.
   *
   * @param hasNews what the last asking has brought
   * @returns false when the signal has ended the wait
   */
  pause(hasNews: boolean, signal: AbortSignal): Promise<boolean>
}

export function createPace(clock: Clock, attention: Attention): Pace {
  /** Askings in vain since something happened. */
  let quiet = 0

  function delayMs(level: AttentionLevel): number | null {
    if (level === 'hidden') return null
    if (level === 'watching') return WATCHING_MS
    return Math.min(IDLE_MS * 1.5 ** quiet, IDLE_MAX_MS)
  }

  return {
    pause(hasNews, signal) {
      quiet = hasNews || attention.level() === 'watching' ? 0 : quiet + 1
      const askedAt = clock.elapsed()
      return new Promise((resolve) => {
        if (signal.aborted) return resolve(false)
        let level = attention.level()
        let stopTimer = (): void => {}
        const done = (isTime: boolean): void => {
          stopTimer()
          unsubscribe()
          signal.removeEventListener('abort', giveUp)
          resolve(isTime)
        }
        const giveUp = (): void => done(false)
        const plan = (ms: number | null): void => {
          stopTimer()
          if (ms === null) return
          const sinceMs = clock.elapsed() - askedAt
          stopTimer = clock.setTimeout(() => done(true), Math.max(0, ms - sinceMs))
        }
        const unsubscribe = attention.subscribe(() => {
          const isBack = level === 'hidden'
          level = attention.level()
          if (level === 'watching') quiet = 0
          plan(isBack && level !== 'hidden' ? WATCHING_MS : delayMs(level))
        })
        signal.addEventListener('abort', giveUp)
        plan(delayMs(level))
      })
    },
  }
}
