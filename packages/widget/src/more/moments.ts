/** Times as the list and the line of presence say them. */
import { type DayWords, LONG_AGO_DAYS, type TimeFormat } from '../panel/time-format.ts'

/** As short as can be: a time of today, "Yesterday", a weekday, a date. */
export function recent(format: TimeFormat, iso: string, words: DayWords): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return ''
  const daysAgo = format.daysSince(at.getTime())
  if (daysAgo <= 0) return format.time(iso)
  if (daysAgo === 1) return words.yesterday
  if (daysAgo < 7) return at.toLocaleDateString(format.locale, { weekday: 'long' })
  return at.toLocaleDateString(format.locale, {
    day: 'numeric',
    month: 'short',
    ...(daysAgo > LONG_AGO_DAYS ? { year: 'numeric' } : {}),
  })
}

/** A time to come, within a week: "10:42", or "Monday 10:42". */
export function moment(format: TimeFormat, atMs: number): string {
  const isToday = format.daysSince(atMs) === 0
  return new Date(atMs).toLocaleString(format.locale, {
    ...(isToday ? {} : { weekday: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  })
}
