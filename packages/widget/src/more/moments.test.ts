import { describe, expect, it } from 'vitest'
import { createTimeFormat } from '../panel/time-format.ts'
import { moment, recent } from './moments.ts'

const words = { today: 'Today', yesterday: 'Yesterday' }
const format = createTimeFormat('en-GB', () => new Date(2026, 2, 4, 15, 30).getTime())
const at = (month: number, date: number, year = 2026): Date => new Date(year, month, date, 10, 42)

describe('when something was said last', () => {
  it('is as short as it can be', () => {
    const dates = [at(2, 4), at(2, 3), at(1, 27), at(0, 5), at(2, 5, 2025)]
    expect(dates.map((date) => recent(format, date.toISOString(), words))).toEqual([
      '10:42',
      'Yesterday',
      'Friday',
      '5 Jan',
      '5 Mar 2025',
    ])
  })

  it('is nothing where it cannot be read', () => {
    expect(recent(format, 'never', words)).toBe('')
  })
})

describe('a time to come', () => {
  it('has its day unless that is today', () => {
    const [today, later] = [at(2, 4), at(2, 6)].map((date) => moment(format, date.getTime()))
    expect([today, later]).toEqual(['10:42', 'Friday 10:42'])
  })
})
