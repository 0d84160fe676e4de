/** What a failed request to PostHog means for the op that made it. */
import type { Outcome } from '@porchlight/protocol'
import type { ClientError } from '../../client-error.ts'

/** Pause after a 429 that names none. */
const DEFAULT_THROTTLE_MS = 5_000

/**
 * The answer classes. Its endpoints validate before they write, so a refusal in one of their
 * envelopes proves that nothing was accepted; everything else may have been.
 *
 * @param isInTicket whether the op was about a ticket that there is
 */
export function outcomeOfError(error: ClientError, isInTicket: boolean): Outcome {
  if (error.kind !== 'problem') return { kind: 'unknown', cause: error }
  const { status, problem, retryAfterMs } = error
  const refused: Outcome = { kind: 'refused', code: problem.code, detail: problem.detail }
  switch (status) {
    case 400:
    case 413:
    case 415:
    case 422:
      return refused
    case 401:
      return { kind: 'unauthorized', isFinal: false }
    case 403:
      // "Forbidden" is about the ticket: it went to another browser by a restore link. Everything
      // else is about the site, its token or its origin, and no message is to blame for that.
      if (problem.detail !== 'Forbidden') return { kind: 'unauthorized', isFinal: true }
      return isInTicket ? { kind: 'gone' } : refused
    case 404:
      // Only the API itself can say that a ticket is gone; a proxy says 404 of a path.
      return isInTicket && /\bticket not found\b/i.test(problem.detail)
        ? { kind: 'gone' }
        : { kind: 'unknown', cause: error }
    case 429:
      return { kind: 'throttled', retryAfterMs: retryAfterMs ?? DEFAULT_THROTTLE_MS }
    default:
      return { kind: 'unknown', cause: error }
  }
}

/** For what this server cannot do. The UI hides it by the capabilities. */
export const NOT_SUPPORTED: Outcome = {
  kind: 'refused',
  code: 'not_supported',
  detail: 'PostHog has no way to do this.',
}
