/** Times and days in the visitor's own form. */

/** Formatters of one language; made once, since the first ones cost tens of milliseconds. */
export interface TimeFormat {
  /** Such as "10:42". */
  time(iso: string): string
  /** Such as "Today", "Yesterday" or "Tuesday, 4 March". */
  day(startMs: number, words: { readonly today: string; readonly yesterday: string }): string
}

const DAY_MS = 24 * 60 * 60 * 1_000
const LONG_AGO_DAYS = 300

/** @param locale BCP 47; undefined for the browser's own */
export function createTimeFormat(locale: string | undefined, now: () => number): TimeFormat {
  let clock: Intl.DateTimeFormat | null = null

  return {
    time(iso) {
      const timeMs = Date.parse(iso)
      if (Number.isNaN(timeMs)) return ''
      clock ??= new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' })
      return clock.format(timeMs)
    },
    day(startMs, words) {
      const today = new Date(now()).setHours(0, 0, 0, 0)
      // Rounded, because days of a clock change have 23 or 25 hours.
      const daysAgo = Math.round((today - startMs) / DAY_MS)
      if (daysAgo <= 0) return words.today
      if (daysAgo === 1) return words.yesterday
      return new Date(startMs).toLocaleDateString(locale, {
        weekday: daysAgo < 7 ? 'long' : 'short',
        day: 'numeric',
        month: 'long',
        ...(daysAgo > LONG_AGO_DAYS ? { year: 'numeric' } : {}),
      })
    },
  }
}
