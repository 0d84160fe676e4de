import { describe, expect, it } from 'vitest'
import type { ClientError } from '../../client-error.ts'
import { outcomeOfError } from './outcome.ts'

function problem(status: number, detail = 'why', retryAfterMs: number | null = null) {
  return {
    kind: 'problem',
    status,
    problem: { code: 'error', detail, attr: null },
    retryAfterMs,
  } as const
}

const rows: readonly [string, ClientError, string][] = [
  ['no answer', { kind: 'offline', cause: null }, 'unknown'],
  ['no answer in time', { kind: 'timeout', afterMs: 30_000 }, 'unknown'],
  ['a captive portal', { kind: 'malformed', status: 200, where: 'body' }, 'unknown'],
  ['a 400 of somebody else', { kind: 'malformed', status: 400, where: 'error body' }, 'unknown'],
  ['400', problem(400, 'Invalid request data'), 'refused'],
  ['403 about the ticket', problem(403, 'Forbidden'), 'gone'],
  ['403 about the page', problem(403, 'Origin not allowed'), 'unauthorized'],
  ['403 about the token', problem(403, 'Authentication required'), 'unauthorized'],
  ['404 of the ticket', problem(404, 'Ticket not found'), 'gone'],
  ['404 of a proxy', problem(404, 'no such route'), 'unknown'],
  ['409', problem(409), 'unknown'],
  ['429', problem(429), 'throttled'],
  ['500', problem(500), 'unknown'],
  ['503', problem(503), 'unknown'],
]

describe('outcomeOfError', () => {
  it.each(rows)('%s', (_answer, error, kind) => {
    expect(outcomeOfError(error, true).kind).toBe(kind)
  })

  it('refuses a first message that is forbidden: there is no ticket to be gone', () => {
    expect(outcomeOfError(problem(403, 'Forbidden'), false).kind).toBe('refused')
  })

  it('hands on the pause of a 429', () => {
    expect(outcomeOfError(problem(429, 'throttled', 7_000), true)).toEqual({
      kind: 'throttled',
      retryAfterMs: 7_000,
    })
  })
})
