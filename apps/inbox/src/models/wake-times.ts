/** Moments that people mean when they put something off, in their own time zone. */

export interface WakeTime {
  readonly word: string
  readonly at: string
}

const HOUR_MS = 60 * 60_000
const MORNING_HOUR = 9
const MONDAY = 1

/** "In 3 hours", "Tomorrow 9:00", "Monday 9:00". */
export function wakeTimes(nowMs: number): readonly WakeTime[] {
  const daysToMonday = (MONDAY + 7 - new Date(nowMs).getDay()) % 7 || 7
  return [
    { word: 'In 3 hours', at: iso(nowMs + 3 * HOUR_MS) },
    { word: 'Tomorrow 9:00', at: morning(nowMs, 1) },
    { word: 'Monday 9:00', at: morning(nowMs, daysToMonday) },
  ]
}

/** By when an answer is promised. */
export function dueTimes(nowMs: number): readonly WakeTime[] {
  return [
    { word: 'In 1 hour', at: iso(nowMs + HOUR_MS) },
    { word: 'In 4 hours', at: iso(nowMs + 4 * HOUR_MS) },
    { word: 'In 24 hours', at: iso(nowMs + 24 * HOUR_MS) },
  ]
}

/** By the calendar, so that it is nine o'clock also when the clocks have changed. */
function morning(nowMs: number, inDays: number): string {
  const day = new Date(nowMs)
  day.setDate(day.getDate() + inDays)
  return iso(day.setHours(MORNING_HOUR, 0, 0, 0))
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
