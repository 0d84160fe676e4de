import { expect, it } from 'vitest'
import { dayOf, toEnd } from './key-lifetime.ts'

const NOON = new Date(2026, 0, 31, 12).getTime()

it('ends a key so many days from now, or not at all', () => {
  expect([toEnd('revoked', '', NOON), toEnd('month', '', NOON)]).toEqual([
    null,
    new Date(2026, 2, 2, 12).toISOString(),
  ])
})

it('ends a key with the day that was named, and takes no day that is over, or none', () => {
  const end = (day: string) => toEnd('date', day, NOON)
  expect([end(dayOf(NOON)), end('2026-02-30x'), end(''), end('2026-01-30')]).toEqual([
    new Date(2026, 0, 31, 23, 59, 59).toISOString(),
    undefined,
    undefined,
    undefined,
  ])
})

it('has today as a date field wants it', () => {
  expect(dayOf(new Date(2026, 8, 5).getTime())).toBe('2026-09-05')
})
