/** How long a new key is good. */

export const LIFETIMES = ['revoked', 'week', 'month', 'quarter', 'year', 'date'] as const

/** `revoked`: until somebody ends it. `date`: until a day that is named, that day included. */
export type Lifetime = (typeof LIFETIMES)[number]

const DAYS: Readonly<Record<Exclude<Lifetime, 'revoked' | 'date'>, number>> = {
  week: 7,
  month: 30,
  quarter: 90,
  year: 365,
}

const DAY_MS = 24 * 60 * 60_000

/**
 * @param day as a date field has it; needed for `date` alone
 * @returns as the API wants it, null for no end; undefined for a day that is none, or over
 */
export function toEnd(lifetime: Lifetime, day: string, nowMs: number): string | null | undefined {
  if (lifetime === 'revoked') return null
  if (lifetime !== 'date') return new Date(nowMs + DAYS[lifetime] * DAY_MS).toISOString()
  const end = new Date(`${day}T23:59:59`)
  return end.getTime() > nowMs ? end.toISOString() : undefined
}

/** Today, in the time zone of the browser, as a date field has it. */
export function dayOf(nowMs: number): string {
  const now = new Date(nowMs)
  const part = (value: number): string => String(value).padStart(2, '0')
  return [now.getFullYear(), part(now.getMonth() + 1), part(now.getDate())].join('-')
}
