/** Points in time in bodies and queries, as the published API writes them. */
import * as v from 'valibot'
import { told } from './text-rules.ts'

const DATE_TIME =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:\d{2})?)?$/

/**
 * Reads `2026-01-31`, `2026-01-31T10:00:00Z` and what lies between. Without a zone it is UTC.
 *
 * @returns milliseconds since 1970; null for anything else, the 30th of February included
 */
export function parseDateTime(text: string): number | null {
  const [, date, time = '00:00', zone = 'Z'] = DATE_TIME.exec(text) ?? []
  if (date === undefined || !isDay(date)) return null
  const ms = Date.parse(`${date}T${time}${zone}`)
  return Number.isNaN(ms) ? null : ms
}

/** A day of the calendar. Engines roll the 30th of February over into March. */
function isDay(date: string): boolean {
  const ms = Date.parse(`${date}T00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date)
}

/** A text that `parseDateTime` reads. */
export const dateTimeSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string(),
  told(
    { format: 'date-time' },
    (text) => parseDateTime(text) !== null,
    'Datetime has wrong format. Use YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].',
  ),
)
