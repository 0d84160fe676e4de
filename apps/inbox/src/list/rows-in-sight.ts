/** Which rows of a long list are to be in the page. Every row is as high as every other. */

/** As in the styles. */
export const ROW_HEIGHT_PX = 64

/** From a row up to, and without, another. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** Rows above and below that are drawn too, so that fast scrolling shows no gaps. */
const AROUND = 12
/** Scrolling by less than this many rows draws nothing anew. */
const STEP = 6
/** Where nothing has a height yet. */
const SOME_HEIGHT_PX = 900

/** Where a list stands. */
interface Place {
  readonly top: number
  readonly height: number
}

/** What can be seen, and no row more. */
export function rowsInSight({ top, height }: Place): Span {
  const bottom = top + (height || SOME_HEIGHT_PX)
  return { from: Math.floor(top / ROW_HEIGHT_PX), to: Math.ceil(bottom / ROW_HEIGHT_PX) }
}

/** Whether two have no row in common. */
export function areApart(a: Span, b: Span): boolean {
  return a.to <= b.from || b.to <= a.from
}

/** That, and what is soon to be seen. */
export function rowsAround({ top, height }: Place): Span {
  const first = Math.floor(top / ROW_HEIGHT_PX / STEP) * STEP
  const count = Math.ceil((height || SOME_HEIGHT_PX) / ROW_HEIGHT_PX / STEP) * STEP
  return { from: Math.max(0, first - AROUND), to: first + count + STEP + AROUND }
}
