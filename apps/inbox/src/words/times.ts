/** Times as people say them, in the language of the browser. */

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/**
 * For lists: "now", "5 min", "3 h", then a date, with the year when it is not this one.
 *
 * @param iso a time of the server's clock; one that lies ahead of ours counts as now
 */
export function shortTime(iso: string, nowMs: number): string {
  const ageMs = nowMs - Date.parse(iso)
  if (ageMs < MINUTE_MS) return 'now'
  if (ageMs < HOUR_MS) return `${Math.floor(ageMs / MINUTE_MS)} min`
  if (ageMs < DAY_MS) return `${Math.floor(ageMs / HOUR_MS)} h`
  return new Date(iso).toLocaleDateString(undefined, {
    day: 'numeric',
    month: 'short',
    ...(isSameYear(iso, nowMs) ? {} : { year: 'numeric' }),
  })
}

/** Hour and minute. */
export function clockTime(iso: string): string {
  return new Date(iso).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
}

/** A day of this year and its time: "Mon 5 Jan, 09:00". */
export function dayAndTime(iso: string): string {
  return new Date(iso).toLocaleString(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
}

/** For tooltips: everything. */
export function fullTime(iso: string): string {
  return FULL_TIME.format(new Date(iso))
}

/** Made once: every row has a tooltip, and making one takes longer than drawing a row. */
const FULL_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' })

/** Heading of a day in a thread: "Today", "Yesterday", or its date. */
export function dayTitle(iso: string, nowMs: number): string {
  const daysAgo = Math.round((startOfDay(nowMs) - startOfDay(Date.parse(iso))) / DAY_MS)
  if (daysAgo <= 0) return 'Today'
  if (daysAgo === 1) return 'Yesterday'
  return new Date(iso).toLocaleDateString(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isSameYear(iso, nowMs) ? {} : { year: 'numeric' }),
  })
}

function startOfDay(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0)
}

function isSameYear(iso: string, nowMs: number): boolean {
  return new Date(iso).getFullYear() === new Date(nowMs).getFullYear()
}
