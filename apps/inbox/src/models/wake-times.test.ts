import { expect, it } from 'vitest'
import { dueTimes, wakeTimes } from './wake-times.ts'

const local = (text: string) => new Date(text).getTime()
const told = (text: string) =>
  wakeTimes(local(text)).map(({ word, at }) => [word, new Date(at).getTime()])

it('wakes in three hours, tomorrow at nine, and on Monday at nine', () => {
  expect(told('2026-11-26T15:30:00')).toEqual([
    ['In 3 hours', local('2026-11-26T18:30:00')],
    ['Tomorrow 9:00', local('2026-11-27T09:00:00')],
    ['Monday 9:00', local('2026-11-30T09:00:00')],
  ])
})

it('means the next Monday on a Monday', () => {
  expect(told('2026-11-30T08:00:00')[2]).toEqual(['Monday 9:00', local('2026-12-07T09:00:00')])
})

it('promises an answer within hours', () => {
  const now = local('2026-11-26T15:30:00')
  expect(dueTimes(now).map(({ at }) => (Date.parse(at) - now) / 3_600_000)).toEqual([1, 4, 24])
})
