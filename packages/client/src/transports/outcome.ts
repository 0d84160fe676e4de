/** What a failed request means for the op that made it. */
import type { Outcome } from '@porchlight/protocol'
import type { ClientError } from '../client-error.ts'
import type { Route } from './route.ts'

/** Pause after a 429 that names none. */
const DEFAULT_THROTTLE_MS = 5_000

/**
 * The answer classes. Only a refusal in the contract's own envelope proves that nothing was
 * accepted; everything else may have been.
 */
export function outcomeOfError(error: ClientError, endpoint: Route['endpoint']): Outcome {
  if (error.kind !== 'problem') return { kind: 'unknown', cause: error }
  const { status, problem, retryAfterMs } = error
  switch (status) {
    case 401:
      return { kind: 'unauthorized', isFinal: false }
    case 402:
      return { kind: 'busy', why: 'people' }
    case 403:
      return isAboutIdentity(problem.code)
        ? { kind: 'unauthorized', isFinal: true }
        : { kind: 'refused', code: problem.code, detail: problem.detail }
    case 404:
      // Only the server itself can say that a thread is gone; a proxy says 404 of a path.
      return problem.code === 'not_found' ? { kind: 'gone' } : { kind: 'unknown', cause: error }
    case 409:
      if (problem.code === 'queue_full') return { kind: 'busy', why: 'queue_full' }
      if (problem.code === 'queue_not_empty') return { kind: 'busy', why: 'queue_not_empty' }
      return { kind: 'busy', why: 'run_active' }
    case 429:
      return { kind: 'throttled', retryAfterMs: retryAfterMs ?? DEFAULT_THROTTLE_MS }
    case 422:
      // The published append_message answers 422 for a failure of its own, which proves nothing.
      if (endpoint === 'append_message' && problem.code !== 'idempotency_mismatch') {
        return { kind: 'unknown', cause: error }
      }
      return { kind: 'refused', code: problem.code, detail: problem.detail }
    case 400:
    case 410:
    case 413:
    case 415:
      return { kind: 'refused', code: problem.code, detail: problem.detail }
    default:
      return { kind: 'unknown', cause: error }
  }
}

function isAboutIdentity(code: string): boolean {
  return code === 'authentication_failed' || code === 'not_authenticated'
}
