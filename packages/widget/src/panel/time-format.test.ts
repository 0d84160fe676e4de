import { describe, expect, it } from 'vitest'
import { createTimeFormat } from './time-format.ts'

const words = { today: 'Today', yesterday: 'Yesterday' }
const now = new Date(2026, 2, 4, 15, 30).getTime()
const format = createTimeFormat('en-GB', () => now)
const day = (month: number, date: number, year = 2026) =>
  format.day(new Date(year, month, date).getTime(), words)

describe('times', () => {
  it('are of the clock', () => {
    expect(format.time(new Date(2026, 2, 4, 10, 42).toISOString())).toBe('10:42')
  })

  it("are in the engine's own form where the browser names a language that is none", () => {
    const ofBareSystem = createTimeFormat('C', () => now)
    expect(ofBareSystem.time(new Date(2026, 2, 4, 10, 42).toISOString())).toContain('42')
    expect(ofBareSystem.day(new Date(2026, 0, 5).getTime(), words)).toContain('5')
  })

  it('are nothing where they cannot be read', () => {
    expect(format.time('never')).toBe('')
  })
})

describe('days', () => {
  it('are named the shortest way that is clear', () => {
    expect([day(2, 4), day(2, 3), day(1, 27), day(0, 5), day(2, 5, 2025)]).toEqual([
      'Today',
      'Yesterday',
      'Friday 27 February',
      'Mon 5 January',
      'Wed, 5 March 2025',
    ])
  })
})
