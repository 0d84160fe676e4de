import { expect, it } from 'vitest'
import { dayTitle, shortTime } from './times.ts'

const NOW = Date.parse('2026-06-15T12:00:00Z')
const ago = (ms: number) => new Date(NOW - ms).toISOString()
const HOUR = 3_600_000

it('is relative under a day, then a date, with the year when it is another one', () => {
  const year = new Date(ago(200 * 24 * HOUR)).getFullYear()
  const texts = [-5_000, 59_000, 60_000, HOUR, 23.9 * HOUR].map((ms) => shortTime(ago(ms), NOW))
  expect(texts).toEqual(['now', 'now', '1 min', '1 h', '23 h'])
  expect(shortTime(ago(48 * HOUR), NOW)).toMatch(/13/)
  expect(shortTime(ago(200 * 24 * HOUR), NOW)).toContain(String(year))
})

it('calls the last two days by their names', () => {
  expect([ago(0), ago(24 * HOUR)].map((iso) => dayTitle(iso, NOW))).toEqual(['Today', 'Yesterday'])
  expect(dayTitle(ago(72 * HOUR), NOW)).toMatch(/12/)
})
