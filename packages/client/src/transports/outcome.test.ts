import type { Outcome, ProblemCode } from '@porchlight/protocol'
import { describe, expect, it } from 'vitest'
import type { ClientError } from '../client-error.ts'
import { outcomeOfError } from './outcome.ts'

function problem(status: number, code: ProblemCode = 'error', retryAfterMs: number | null = null) {
  return {
    kind: 'problem',
    status,
    problem: { code, detail: 'why', attr: null },
    retryAfterMs,
  } as const
}

const rows: readonly [string, ClientError, Outcome['kind']][] = [
  ['no answer', { kind: 'offline', cause: null }, 'unknown'],
  ['no answer in time', { kind: 'timeout', afterMs: 30_000 }, 'unknown'],
  ['given up', { kind: 'aborted' }, 'unknown'],
  ['a captive portal', { kind: 'malformed', status: 200, where: 'body' }, 'unknown'],
  ['a 404 that is not ours', { kind: 'malformed', status: 404, where: 'error body' }, 'unknown'],
  ['400', problem(400, 'invalid'), 'refused'],
  ['401', problem(401, 'not_authenticated'), 'unauthorized'],
  ['402: people answer', problem(402, 'quota_limit_exceeded'), 'busy'],
  ['403 about identity', problem(403, 'authentication_failed'), 'unauthorized'],
  ['403 about anything else', problem(403, 'permission_denied'), 'refused'],
  ['404', problem(404, 'not_found'), 'gone'],
  ['404 of a proxy', problem(404), 'unknown'],
  ['408', problem(408), 'unknown'],
  ['409 queue full', problem(409, 'queue_full'), 'busy'],
  ['409 something is queued', problem(409, 'queue_not_empty'), 'busy'],
  ['409 a run is on', problem(409, 'conflict'), 'busy'],
  ['413', problem(413), 'refused'],
  ['422 other content under the same id', problem(422, 'idempotency_mismatch'), 'refused'],
  ['422 of append_message proves nothing', problem(422), 'unknown'],
  ['429', problem(429, 'throttled', 7_000), 'throttled'],
  ['500', problem(500), 'unknown'],
  ['503', problem(503), 'unknown'],
]

describe('outcomeOfError', () => {
  it.each(rows)('%s', (_answer, error, kind) => {
    expect(outcomeOfError(error, 'append_message').kind).toBe(kind)
  })

  it('refuses on a 422 of the queue, which validates', () => {
    expect(outcomeOfError(problem(422), 'queue').kind).toBe('refused')
  })

  it('hands on the pause of a 429', () => {
    expect(outcomeOfError(problem(429, 'throttled', 7_000), 'queue')).toEqual({
      kind: 'throttled',
      retryAfterMs: 7_000,
    })
  })
})
