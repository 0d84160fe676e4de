/**
 * Everything that can go wrong with a request, as one closed union. Values, not exceptions:
 * a caller must look at a failure before it can look at an answer.
 */
import type { Problem } from '@porchlight/protocol'

export type ClientError =
  /** No answer: the network, the server or a proxy cut us off. It may have been carried out. */
  | { readonly kind: 'offline'; readonly cause: unknown }
  /** No answer within the limit. It may have been carried out. */
  | { readonly kind: 'timeout'; readonly afterMs: number }
  /** The caller gave up. It may have been carried out. */
  | { readonly kind: 'aborted' }
  /** The server refused, in one of its envelopes. */
  | {
      readonly kind: 'problem'
      readonly status: number
      readonly problem: Problem
      readonly retryAfterMs: number | null
    }
  /** Somebody answered, but not as this API does: a proxy, a captive portal, another version. */
  | { readonly kind: 'malformed'; readonly status: number; readonly where: string }

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ClientError }

/** Longest pause a `Retry-After` can make us take. */
const RETRY_AFTER_CAP_MS = 15 * 60_000

/**
 * Reads `Retry-After` (RFC 9110, section 10.2.3), in seconds or as a date.
 *
 * @returns milliseconds, 0 up to 15 minutes; null when absent, negative or nonsense
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null || header.trim() === '') return null
  const seconds = Number(header)
  const ms = Number.isNaN(seconds) ? Date.parse(header) - nowMs : seconds * 1000
  if (!Number.isFinite(ms) || ms < 0) return null
  return Math.min(ms, RETRY_AFTER_CAP_MS)
}
