import { describe, expect, it } from 'vitest'
import { parseDateTime } from './date-time.ts'

const iso = (text: string): string | null => {
  const ms = parseDateTime(text)
  return ms === null ? null : new Date(ms).toISOString()
}

describe('parseDateTime', () => {
  it.each([
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T10:00', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T10:00:30.123456Z', '2026-01-31T10:00:30.123Z'],
    ['2026-01-31 10:00:00-05:30', '2026-01-31T15:30:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
  ])('reads %j, in UTC without a zone', (text, expected) => {
    expect(iso(text)).toBe(expected)
  })

  it.each([
    '',
    '2026',
    '2026-02-29',
    '2026-13-01',
    '2026-01-01T25:00Z',
    '1e3',
    'now',
    '+2026-01-01',
  ])('reads nothing from %j', (text) => {
    expect(iso(text)).toBeNull()
  })
})
