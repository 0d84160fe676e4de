/**
 * The end of a thread that is read again with every look. A slow transaction can put a row behind
 * one that was read already, and rows of the same time can be cut apart by the end of a page: so a
 * look begins a while before the newest row, and what it brings is told apart by id.
 */
import { instantOf, msBetween } from './order.ts'

const OVERLAP_MS = 30_000

/** Rows remembered at most, however many there are in that time. */
const MAX_ROWS = 200

/** Rows from the one that the next look begins after, in order. */
export function endOf<Row extends { readonly order: string }>(rows: readonly Row[]): Row[] {
  const sorted = [...rows].sort((a, b) => (a.order < b.order ? -1 : 1)).slice(-MAX_ROWS)
  const newest = instantOf(sorted.at(-1)?.order ?? null)
  const first = sorted
    .map(({ order }) => {
      const instant = instantOf(order)
      return newest !== null && instant !== null && msBetween(instant, newest) >= OVERLAP_MS
    })
    .lastIndexOf(true)
  return first === -1 ? sorted : sorted.slice(first)
}

/**
 * The time after which to look: the server's own, of a row that is old enough.
 *
 * @returns null where none is: then the whole thread is young, and short
 */
export function lookAfter(rows: readonly { readonly order: string }[]): string | null {
  const end = endOf(rows)
  const [first, newest] = [instantOf(end[0]?.order ?? null), instantOf(end.at(-1)?.order ?? null)]
  if (first === null || newest === null) return null
  const isOldEnough = msBetween(first, newest) >= OVERLAP_MS || end.length === MAX_ROWS
  return isOldEnough ? first : null
}
