/** Whether a request to a model is repeated, and when. */
import type { ModelFailure, ModelFailureKind } from './model-failure.ts'

const PASSING: ReadonlySet<ModelFailureKind> = new Set(['busy', 'broken', 'unreachable', 'cut'])

const BASE_MS = 500
const CAP_MS = 8_000

/** Where a request stands. */
export interface Attempt {
  /** Repetitions so far. */
  readonly retries: number
  readonly maxRetries: number
  /** Until the visitor has waited long enough, in milliseconds. */
  readonly leftMs: number
  /** From 0 to below 1. */
  readonly chance: number
}

/**
 * Delay before the next attempt, in milliseconds; null to give up. Full jitter, so that those who failed
 * together do not come back together; what the server asks for is the least. Who would have to wait
 * beyond the time that is left is told at once.  [SV193]
 */
export function retryDelay(failure: ModelFailure, attempt: Attempt): number | null {
  if (!PASSING.has(failure.kind) || attempt.retries >= attempt.maxRetries) return null
  const jittered = Math.floor(attempt.chance * Math.min(CAP_MS, BASE_MS * 2 ** attempt.retries))
  const delay = Math.max(jittered, failure.retryAfterMs ?? 0)
  return delay < attempt.leftMs ? delay : null
}

/** What all requests of a process together may repeat. */
export interface RetryBudget {
  /** Takes one. @returns false when there is none left */
  take(): boolean
  /** A request has been answered. */
  earn(): void
}

const BUDGET_MAX = 10
const EARNED_BY_AN_ANSWER = 0.2

/**
 * A model in trouble is not asked three times as often as before: beyond the first ten, one repetition
 * for five answers.
 */
export function createRetryBudget(): RetryBudget {
  let left = BUDGET_MAX
  return {
    take() {
      if (left < 1) return false
      left -= 1
      return true
    },
    earn() {
      left = Math.min(left + EARNED_BY_AN_ANSWER, BUDGET_MAX)
    },
  }
}
