/**
 * Why a model gave no answer, or none that can be used. Nothing of what its server said is kept: some
 * quote the key, others what a visitor wrote.  [SV196]
 */
import { APIConnectionError, APIError } from 'openai'
import { retryAfter } from './retry-after.ts'

/**
 * - `unauthorised`, `unknown_model`, `out_of_quota`, `refused`: nothing changes until somebody changes
 *   how this server or the account is set up.
 * - `filtered`: it would not speak about this.
 * - `busy`, `broken`, `unreachable`, `timeout`: the same request may do better later.
 * - `cut`: the stream ended before the answer did. `too_long`: the limit ended it.
 * - `malformed`: what came is not the protocol. `empty`: it said nothing.
 */
export type ModelFailureKind =
  | 'unauthorised'
  | 'unknown_model'
  | 'out_of_quota'
  | 'refused'
  | 'filtered'
  | 'busy'
  | 'broken'
  | 'unreachable'
  | 'timeout'
  | 'cut'
  | 'too_long'
  | 'malformed'
  | 'empty'

export class ModelFailure extends Error {
  override readonly name = 'ModelFailure'
  readonly kind: ModelFailureKind
  readonly status: number | null
  /** How long the server wants to be left alone, when it said so. */
  readonly retryAfterMs: number | null

  constructor(
    kind: ModelFailureKind,
    {
      status = null,
      retryAfterMs = null,
    }: { status?: number | null; retryAfterMs?: number | null } = {},
  ) {
    super(status === null ? `the model: ${kind}` : `the model: ${kind}, status ${status}`)
    this.kind = kind
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}

/** @param now milliseconds since 1970, for a server that says when instead of how long */
export function toModelFailure(cause: unknown, now: number): ModelFailure {
  if (cause instanceof ModelFailure) return cause
  if (cause instanceof APIConnectionError) return new ModelFailure('unreachable')
  if (cause instanceof APIError) return fromAnswer(cause, now)
  if (cause instanceof SyntaxError) return new ModelFailure('malformed')
  // Anything else was thrown while the stream was read.
  return new ModelFailure('cut')
}

function fromAnswer({ status, headers, code, type }: APIError, now: number): ModelFailure {
  const kind =
    code === 'insufficient_quota' || type === 'insufficient_quota' ? 'out_of_quota' : kindOf(status)
  const told = {
    status: status ?? null,
    retryAfterMs: headers === undefined ? null : retryAfter(headers, now),
  }
  return new ModelFailure(kind, told)
}

/** An error within a stream has no status. */
function kindOf(status: number | undefined): ModelFailureKind {
  if (status === undefined || status >= 500) return 'broken'
  if (status === 401 || status === 403) return 'unauthorised'
  if (status === 402) return 'out_of_quota'
  if (status === 404) return 'unknown_model'
  if (status === 408 || status === 409 || status === 429) return 'busy'
  // A redirect too: whoever configured the address should know where it leads.
  return 'refused'
}

const LASTING: ReadonlySet<ModelFailureKind> = new Set([
  'unauthorised',
  'unknown_model',
  'out_of_quota',
  'refused',
])

/** Whether only whoever runs this server can do something about it. */
export function isLasting(kind: ModelFailureKind): boolean {
  return LASTING.has(kind)
}
