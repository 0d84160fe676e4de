/**
 * Times of the public widget API: ISO 8601 with microseconds, as its clients keep them. They are
 * cursors, so what is formatted here is parsed to the same number again.
 */

/** @param us whole microseconds since 1970. As published, there is no fraction when it is 0. */
export function formatInstant(us: number): string {
  const second = new Date(Math.floor(us / 1_000_000) * 1_000).toISOString().slice(0, 19)
  const fraction = us % 1_000_000
  return `${second}${fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`}+00:00`
}

/** The same from milliseconds; null stays null. */
export function formatMs<T extends number | null>(ms: T): T extends null ? string | null : string
export function formatMs(ms: number | null): string | null {
  return ms === null ? null : formatInstant(ms * 1_000)
}

// A `+` that was not percent-encoded in a query arrives as a space, and can mean nothing else.
const ISO = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?(Z|[+\- ]\d\d:?\d\d)?$/i

/** @returns microseconds since 1970, or null for what is no time; without an offset it is UTC */
export function parseInstant(text: string): number | null {
  const [, date, time, fraction = '', offset = 'Z'] = ISO.exec(text.trim()) ?? []
  if (date === undefined || time === undefined) return null
  const zone = offset.replace(' ', '+').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
  const ms = Date.parse(`${date}T${time.padEnd(8, ':00')}${zone.toUpperCase()}`)
  return Number.isNaN(ms) ? null : ms * 1_000 + Number(fraction.padEnd(6, '0').slice(0, 6))
}
