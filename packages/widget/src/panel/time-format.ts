/** Times and days in the visitor's own form. */

/** Formatters of one language; made once, since the first ones cost tens of milliseconds. */
export interface TimeFormat {
  /** Such as "10:42". */
  time(iso: string): string
  /** Such as "Today", "Yesterday" or "Tuesday, 4 March". */
  day(startMs: number, words: DayWords): string
  /** BCP 47; undefined for the browser's own. */
  readonly locale: string | undefined
  /** Local days between this time and now; negative for days to come. */
  daysSince(ms: number): number
}

/** Days that have a name. */
export interface DayWords {
  readonly today: string
  readonly yesterday: string
}

const DAY_MS = 24 * 60 * 60 * 1_000
/** So far away that the year is worth a word. */
export const LONG_AGO_DAYS = 300

/** @param tag BCP 47; undefined, or what no engine takes for a tag, for the browser's own */
export function createTimeFormat(tag: string | undefined, now: () => number): TimeFormat {
  const locale = knownLocale(tag)
  let clock: Intl.DateTimeFormat | null = null

  function time(iso: string): string {
    const timeMs = Date.parse(iso)
    if (Number.isNaN(timeMs)) return ''
    clock ??= new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' })
    return clock.format(timeMs)
  }

  function daysSince(ms: number): number {
    const [today, day] = [now(), ms].map((each) => new Date(each).setHours(0, 0, 0, 0))
    // Rounded, because days of a clock change have 23 or 25 hours.
    return Math.round(((today ?? 0) - (day ?? 0)) / DAY_MS)
  }

  return {
    locale,
    daysSince,
    time,
    day(startMs, words) {
      const daysAgo = daysSince(startMs)
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

/** A browser in a bare system says that its language is `C`, at which the formatters throw. */
function knownLocale(tag: string | undefined): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0]
  } catch {
    return undefined
  }
}
