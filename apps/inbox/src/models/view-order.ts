/** The order of the team's views, and what it becomes when one is moved. */
import type { TicketView } from '@porchlight/protocol'

/** A view that moves past the one beside it. */
export interface Move {
  readonly id: string
  /** Short id of the one it moves past. */
  readonly beside: string
  readonly step: -1 | 1
}

/** As the team has put them. */
export function inPlaces(views: readonly TicketView[]): readonly TicketView[] {
  return [...views].sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
}

/** @returns null where there is none beside it */
export function moveBeside(
  views: readonly TicketView[],
  shortId: string,
  step: -1 | 1,
): Move | null {
  const place = views.findIndex(({ short_id }) => short_id === shortId)
  const beside = place === -1 ? undefined : views[place + step]
  return beside === undefined ? null : { id: shortId, beside: beside.short_id, step }
}

/** The order after it; as it is when one of the two is not there. */
export function moved(views: readonly TicketView[], move: Move): readonly TicketView[] {
  const view = views.find(({ short_id }) => short_id === move.id)
  const others = views.filter((each) => each !== view)
  const place = others.findIndex(({ short_id }) => short_id === move.beside)
  if (view === undefined || place === -1) return views
  const next = move.step === 1 ? place + 1 : place
  return [...others.slice(0, next), view, ...others.slice(next)]
}
