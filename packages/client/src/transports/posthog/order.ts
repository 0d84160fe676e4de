/**
 * Places in a thread of a server that has none: the time of a message, then its id. A text, made so
 * that it sorts.
 */

const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/i

/**
 * The time as the server wrote it, in UTC and with all six digits, of which it leaves out those that
 * are nought. Never through `Date`, which knows milliseconds alone.
 */
export function toInstant(createdAt: string): string {
  const [, date, time, fraction = '', zone = 'Z'] = TIME.exec(createdAt) ?? []
  if (date === undefined || time === undefined) return createdAt
  const micros = fraction.padEnd(6, '0').slice(0, 6)
  const isUtc = /^(Z|[+-]00:?00)$/i.test(zone)
  const second = isUtc ? `${date}T${time}` : inUtc(`${date}T${time}${zone}`)
  return `${second}.${micros}+00:00`
}

/** Offsets are whole minutes, so that a second stays a second. */
function inUtc(time: string): string {
  return new Date(Date.parse(time)).toISOString().slice(0, 19)
}

export function toOrder(row: { readonly id: string; readonly created_at: string }): string {
  return `${toInstant(row.created_at)}|${row.id}`
}

/** The time in an order, to go on from; null for what is none. */
export function instantOf(order: number | string | null): string | null {
  const [instant, id] = String(order).split('|')
  return instant === undefined || id === undefined ? null : instant
}

/** Whole milliseconds between two instants; for distances alone. */
export function msBetween(earlier: string, later: string): number {
  return Date.parse(later) - Date.parse(earlier)
}

/** So many milliseconds before it, to look from: what is seen twice is told apart by its id. */
export function before(instant: string, ms: number): string {
  return new Date(Date.parse(instant) - ms).toISOString()
}
