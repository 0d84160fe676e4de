/**
 * How long a request whose answer was lost may yet take effect. Whoever looks for it and finds
 * nothing looks again after that.
 */
import type { Clock, MessageId } from '@porchlight/protocol'
import { REQUEST_TIMEOUT_MS } from '../../request.ts'

const WINDOW_MIN_MS = 2_000
const WINDOW_MAX_MS = 30_000

const LONG_AGO = Number.NEGATIVE_INFINITY

/** Sends remembered; the rest has long been answered. */
const MAX_SENDS = 200

export interface SendTimes {
  /**
   * It is sent now, unless the signal is aborted already: then nothing of it can be under way.
   * @returns whether to send it
   */
  sent(op: MessageId, signal: AbortSignal): boolean
  /** Something before it failed. */
  notSent(op: MessageId): void
  /** The settle window that is left. All of it for an op that was sent before a reload. */
  windowMs(op: MessageId): number
}

/** @returns the times of this tab's sends */
export function createSendTimes(clock: Clock): SendTimes {
  const sentAt = new Map<MessageId, number>()

  function note(op: MessageId, at: number): void {
    sentAt.delete(op)
    sentAt.set(op, at)
    for (const oldest of sentAt.keys()) {
      if (sentAt.size <= MAX_SENDS) break
      sentAt.delete(oldest)
    }
  }

  return {
    sent(op, signal) {
      note(op, signal.aborted ? LONG_AGO : clock.elapsed())
      return !signal.aborted
    },
    notSent: (op) => note(op, LONG_AGO),
    windowMs(op) {
      const at = sentAt.get(op)
      // Not by the wall clock: one set forward would cut the wait short, and what is late be doubled.
      const sinceMs = at === undefined ? 0 : clock.elapsed() - at
      const left = Math.max(WINDOW_MIN_MS, REQUEST_TIMEOUT_MS - sinceMs)
      return Math.min(left, WINDOW_MAX_MS)
    },
  }
}

/** @returns false when the signal has ended the wait */
export function wait(clock: Clock, ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const done = (isOver: boolean): void => {
      stopTimer()
      signal.removeEventListener('abort', giveUp)
      resolve(isOver)
    }
    const giveUp = (): void => done(false)
    const stopTimer = clock.setTimeout(() => done(true), ms)
    signal.addEventListener('abort', giveUp)
  })
}
