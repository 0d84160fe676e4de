import { describe, expect, it } from 'vitest'
import { before, instantOf, toInstant, toOrder } from './order.ts'

describe('places of a server that has none', () => {
  it.each([
    ['2026-09-01T12:00:00.123456+00:00', '2026-09-01T12:00:00.123456+00:00'],
    ['2026-09-01T12:00:00+00:00', '2026-09-01T12:00:00.000000+00:00'],
    ['2026-09-01T12:00:00.5Z', '2026-09-01T12:00:00.500000+00:00'],
    ['2026-09-01T02:00:00.000001+02:00', '2026-09-01T00:00:00.000001+00:00'],
  ])('reads %s to the microsecond', (text, instant) => {
    expect(toInstant(text)).toBe(instant)
  })

  it('sorts a whole second before its fractions, and equal times by id', () => {
    const rows = [
      { id: 'b', created_at: '2026-09-01T12:00:00.000001+00:00' },
      { id: 'c', created_at: '2026-09-01T12:00:00+00:00' },
      { id: 'a', created_at: '2026-09-01T12:00:00.000001+00:00' },
    ]
    const sorted = rows.map(toOrder).sort()
    expect(sorted.map((order) => order.at(-1))).toEqual(['c', 'a', 'b'])
  })

  it('gives the time back, and none for what is no place', () => {
    const row = { id: 'a', created_at: '2026-09-01T12:00:00.000001+00:00' }
    expect(instantOf(toOrder(row))).toBe(row.created_at)
    expect([instantOf(0), instantOf(null), instantOf('x')]).toEqual([null, null, null])
  })

  it('goes back in time', () => {
    expect(before('2026-09-01T12:00:00.123456+00:00', 1_000)).toBe('2026-09-01T11:59:59.123Z')
  })
})
