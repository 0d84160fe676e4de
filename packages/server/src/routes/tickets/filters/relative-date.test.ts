import { describe, expect, it } from 'vitest'
import { type Edge, parseQueryDate } from './relative-date.ts'

// A Wednesday.
const NOW = Date.parse('2026-03-31T15:45:30.500Z')

function read(text: string, edge: Edge = 'first'): string | null {
  const ms = parseQueryDate(text, NOW, edge)
  return ms === null ? null : new Date(ms).toISOString()
}

describe('[SV80] dates in queries', () => {
  it.each([
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00.000Z'],
    ['2026-01-31T10:00+02:00', '2026-01-31T08:00:00.000Z'],
    ['2026-01-31 10:00:00.123456', '2026-01-31T10:00:00.123Z'],
    ['-12h', '2026-03-31T03:45:30.500Z'],
    ['-7d', '2026-03-24T15:45:30.500Z'],
    ['-2w', '2026-03-17T15:45:30.500Z'],
    ['-1m', '2026-02-28T15:45:30.500Z'],
    ['-1q', '2025-12-31T15:45:30.500Z'],
    ['-2y', '2024-03-31T15:45:30.500Z'],
    ['-13m', '2025-02-28T15:45:30.500Z'],
    ['hStart', '2026-03-31T15:00:00.000Z'],
    ['dStart', '2026-03-31T00:00:00.000Z'],
    ['-1dEnd', '2026-03-30T23:59:59.999Z'],
    ['wStart', '2026-03-29T00:00:00.000Z'],
    ['-1wEnd', '2026-03-28T23:59:59.999Z'],
    ['mStart', '2026-03-01T00:00:00.000Z'],
    ['-1mStart', '2026-02-01T00:00:00.000Z'],
    ['-1mEnd', '2026-02-28T23:59:59.999Z'],
    ['qStart', '2026-01-01T00:00:00.000Z'],
    ['-1qEnd', '2025-12-31T23:59:59.999Z'],
    ['-1yStart', '2025-01-01T00:00:00.000Z'],
    ['yEnd', '2026-12-31T23:59:59.999Z'],
  ])('reads %j', (text, expected) => {
    expect(read(text)).toBe(expected)
  })

  it('takes the whole of the last day', () => {
    expect([read('2026-01-31', 'last'), read('2026-01-31T10:00Z', 'last')]).toEqual([
      '2026-01-31T23:59:59.999Z',
      '2026-01-31T10:00:00.000Z',
    ])
  })

  it.each(['', 'all', 'yesterday', '7d', '+7d', '-7x', '-99999d', '2026-02-30', '2026-13-01', '1'])(
    'reads nothing from %j',
    (text) => {
      expect(read(text)).toBeNull()
    },
  )
})
