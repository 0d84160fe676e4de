/**
 * How a refusal looks on the wire. The published API has two envelopes, one for exceptions and one
 * written by hand per endpoint; both are read here, so that the rest of the code sees one shape.
 */
import * as v from 'valibot'

/** Codes the client acts upon. Others are legal and read as their status. */
const PROBLEM_CODES = [
  'required',
  'invalid',
  'not_found',
  'not_authenticated',
  'authentication_failed',
  'permission_denied',
  'throttled',
  'conflict',
  'queue_full',
  'queue_not_empty',
  'idempotency_mismatch',
  'superseded',
  'identity_refused',
  'identity_conflict',
  'quota_limit_exceeded',
  'not_supported',
  'error',
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** The envelope of exceptions: `{"type","code","detail","attr"}`. */
export interface ProblemBody {
  readonly type: string
  readonly code: string
  readonly detail: string
  /** The field that is wrong, when one is. */
  readonly attr: string | null
}

/** A refusal in either envelope. */
export interface Problem {
  readonly code: ProblemCode
  /** Text for developers and logs; never shown to visitors. */
  readonly detail: string
  readonly attr: string | null
}

const looseProblemSchema = v.union([
  v.object({
    code: v.string(),
    detail: v.string(),
    attr: v.optional(v.nullable(v.string()), null),
  }),
  v.object({
    error: v.string(),
    detail: v.optional(v.string()),
    code: v.optional(v.string()),
  }),
  v.object({ detail: v.string() }),
])

const knownCodes: ReadonlySet<string> = new Set(PROBLEM_CODES)

function isProblemCode(code: string): code is ProblemCode {
  return knownCodes.has(code)
}

/**
 * Reads an error body of either envelope.
 *
 * @returns null when the body is neither: then nobody who knows this API has answered (a proxy, a
 * captive portal), and the outcome of the request is unknown.
 */
export function parseProblem(body: unknown): Problem | null {
  const parsed = v.safeParse(looseProblemSchema, body)
  if (!parsed.success) return null
  const found = parsed.output
  if ('error' in found) {
    const code = [found.code, found.error].find((text) => text !== undefined && isProblemCode(text))
    return {
      code: code !== undefined && isProblemCode(code) ? code : 'error',
      detail: found.detail ?? found.error,
      attr: null,
    }
  }
  if ('code' in found) {
    return {
      code: isProblemCode(found.code) ? found.code : 'error',
      detail: found.detail,
      attr: found.attr,
    }
  }
  return { code: 'error', detail: found.detail, attr: null }
}
