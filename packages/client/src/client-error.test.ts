import { describe, expect, it } from 'vitest'
import { parseRetryAfter } from './client-error.ts'

const NOW = Date.parse('2026-01-01T12:00:00Z')

describe('parseRetryAfter', () => {
  it.each([
    ['seconds', '7', 7_000],
    ['a date', 'Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
    ['an absurd pause, cut to 15 minutes', '86400', 900_000],
    ['a negative number', '-5', null],
    ['a date that has passed', 'Thu, 01 Jan 2026 11:00:00 GMT', null],
    ['nonsense', 'soon', null],
    ['nothing', null, null],
  ])('reads %s', (_what, header, ms) => {
    expect(parseRetryAfter(header, NOW)).toBe(ms)
  })
})
