/** When people answer: whether now, and if not, when next. */
import type { BusinessHours, OpenHours } from './widget-settings.ts'

/** `opensAtMs`: milliseconds since 1970; null where no day has people. */
export type Opening =
  | { readonly isOpen: true }
  | { readonly isOpen: false; readonly opensAtMs: number | null }

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const DAY_MINUTES = 24 * 60
const MINUTE_MS = 60_000

/** @throws RangeError for hours that are none, or of a time zone that this engine does not know */
export function openingAt({ timeZone, days }: BusinessHours, nowMs: number): Opening {
  if (days.length !== DAYS.length) throw new RangeError('hours of another week')
  const now = clockOf(timeZone, nowMs)
  const today = days[now.day] ?? null
  const yesterday = days[(now.day + 6) % 7] ?? null
  const isOpen =
    (today !== null && isWithin(today, now.minutes)) ||
    (yesterday !== null && isWithin(yesterday, now.minutes + DAY_MINUTES))
  if (isOpen) return { isOpen }
  // The eighth day is this day in a week.
  for (let ahead = 0; ahead <= days.length; ahead++) {
    const hours = days[(now.day + ahead) % days.length] ?? null
    if (hours === null) continue
    const wait = ahead * DAY_MINUTES + minutesOf(hours[0]) - now.minutes
    if (wait > 0) return { isOpen: false, opensAtMs: opensAt(timeZone, nowMs, wait, hours[0]) }
  }
  return { isOpen: false, opensAtMs: null }
}

/** Set right where the clocks change in between. */
function opensAt(timeZone: string, nowMs: number, waitMinutes: number, opens: string): number {
  const minuteMs = nowMs - (nowMs % MINUTE_MS)
  const guessMs = minuteMs + waitMinutes * MINUTE_MS
  const off = clockOf(timeZone, guessMs).minutes - minutesOf(opens)
  const shift = ((off + DAY_MINUTES * 1.5) % DAY_MINUTES) - DAY_MINUTES / 2
  return guessMs - shift * MINUTE_MS
}

function clockOf(timeZone: string, atMs: number): { day: number; minutes: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(atMs)
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? ''
  return {
    day: DAYS.indexOf(part('weekday')),
    minutes: minutesOf(`${part('hour')}:${part('minute')}`),
  }
}

/** Hours that close before they open end on the next day. */
function isWithin([from, to]: OpenHours, minutes: number): boolean {
  const [opens, closes] = [minutesOf(from), minutesOf(to)]
  return opens <= minutes && minutes < (closes > opens ? closes : closes + DAY_MINUTES)
}

/** Of `09:30`. */
function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  const sum = hours * 60 + minutes
  if (Number.isNaN(sum)) throw new RangeError('no time of a day')
  return sum
}
