import { describe, expect, it } from 'vitest'
import { openingAt } from './opening.ts'

const OFFICE = ['09:00', '17:00'] as const
const week = [OFFICE, OFFICE, OFFICE, OFFICE, ['09:00', '13:00'] as const, null, null]
const hours = { timeZone: 'Europe/Berlin', days: week }
const at = (iso: string): number => Date.parse(iso)

/** ISO, or what else there is to say. */
function told(iso: string, days = week): string {
  const opening = openingAt({ ...hours, days }, at(iso))
  if (opening.isOpen) return 'open'
  return opening.opensAtMs === null ? 'never' : new Date(opening.opensAtMs).toISOString()
}

describe('business hours', () => {
  it.each([
    // A Wednesday in winter: Berlin is an hour ahead.
    ['2026-01-14T08:00:00Z', 'open'],
    ['2026-01-14T15:59:59Z', 'open'],
    ['2026-01-14T07:59:30Z', '2026-01-14T08:00:00.000Z'],
    ['2026-01-14T16:00:00Z', '2026-01-15T08:00:00.000Z'],
    // Friday afternoon and the weekend.
    ['2026-01-16T12:00:00Z', '2026-01-19T08:00:00.000Z'],
    ['2026-01-18T23:30:00Z', '2026-01-19T08:00:00.000Z'],
    // The clocks go forward on 29 March, and back on 25 October.
    ['2026-03-28T12:00:00Z', '2026-03-30T07:00:00.000Z'],
    ['2026-10-24T12:00:00Z', '2026-10-26T08:00:00.000Z'],
  ])('at %s are %s', (iso, expected) => {
    expect(told(iso)).toBe(expected)
  })

  it('come again in a week where one day has people', () => {
    const monday = [OFFICE, null, null, null, null, null, null]
    expect(told('2026-01-12T17:00:00Z', monday)).toBe('2026-01-19T08:00:00.000Z')
  })

  it.each([
    { ...hours, timeZone: 'Mars/Olympus' },
    { ...hours, days: [OFFICE] },
    { ...hours, days: Array(7).fill(['nine', 'five']) },
  ])('are refused where they are none: %j', (strange) => {
    expect(() => openingAt(strange, at('2026-01-14T08:00:00Z'))).toThrow(RangeError)
  })

  it('never come where no day has people', () => {
    expect(told('2026-01-12T10:00:00Z', Array(7).fill(null))).toBe('never')
  })

  it('may end on the next day', () => {
    const nights = Array(7).fill(['22:00', '06:00'])
    expect([
      told('2026-01-12T21:30:00Z', nights),
      told('2026-01-12T04:59:00Z', nights),
      told('2026-01-12T05:00:00Z', nights),
    ]).toEqual(['open', 'open', '2026-01-12T21:00:00.000Z'])
  })

  it('last to the end of the day', () => {
    expect(told('2026-01-12T22:59:00Z', Array(7).fill(['00:00', '24:00']))).toBe('open')
  })
})
