/** Dates in queries: absolute, or counted back from now, as the published API writes them. */
import { parseDateTime } from '@porchlight/protocol'

/** Which end of a day, or of a span, is meant where only the span is named. */
export type Edge = 'first' | 'last'

/**
 * Reads `2026-01-31`, `2026-01-31T10:00:00Z`, `-7d`, `-1mStart`, `dEnd`. Everything is UTC.
 *
 * A day stands for its first millisecond, or its last where a span ends. `-7d` is this very moment
 * seven days ago; `Start` and `End` go to the edges of the unit that holds the moment. A month is a
 * month of the calendar, cut to its last day: a month before the 31st of March is the 28th of
 * February.
 *
 * @returns milliseconds since 1970; null for anything else
 */
export function parseQueryDate(text: string, now: number, edge: Edge): number | null {
  const absolute = parseDateTime(text)
  if (absolute !== null) {
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text)
    return isDay && edge === 'last' ? absolute + DAY_MS - 1 : absolute
  }
  const [match, count, unit, position] = RELATIVE.exec(text) ?? []
  if (match === undefined || !isUnit(unit)) return null
  const then = moveBack(now, unit, Number(count ?? 0))
  if (position === undefined) return then
  const start = startOf(then, unit)
  return position === 'Start' ? start : moveBack(start, unit, -1) - 1
}

// More than four digits would leave the range of dates.
const RELATIVE = /^(?:-(\d{1,4}))?([hdwmqy])(Start|End)?$/

type Unit = 'h' | 'd' | 'w' | 'm' | 'q' | 'y'

function isUnit(text: string | undefined): text is Unit {
  return text !== undefined && 'hdwmqy'.includes(text)
}

const HOUR_MS = 60 * 60_000
const DAY_MS = 24 * HOUR_MS

const MS_BY_UNIT = { h: HOUR_MS, d: DAY_MS, w: 7 * DAY_MS } as const
const MONTHS_BY_UNIT = { m: 1, q: 3, y: 12 } as const

function moveBack(from: number, unit: Unit, count: number): number {
  if (unit === 'h' || unit === 'd' || unit === 'w') return from - count * MS_BY_UNIT[unit]
  const date = new Date(from)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - count * MONTHS_BY_UNIT[unit])
  date.setUTCDate(Math.min(day, lastDayOf(date)))
  return date.getTime()
}

function lastDayOf(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
}

function startOf(moment: number, unit: Unit): number {
  if (unit === 'h') return moment - (moment % HOUR_MS)
  const date = new Date(moment)
  date.setUTCHours(0, 0, 0, 0)
  if (unit === 'd') return date.getTime()
  // Weeks begin on Sunday, as in the published API.
  if (unit === 'w') return date.getTime() - date.getUTCDay() * DAY_MS
  const month = date.getUTCMonth()
  const first = { m: month, q: month - (month % 3), y: 0 }[unit]
  return Date.UTC(date.getUTCFullYear(), first, 1)
}
