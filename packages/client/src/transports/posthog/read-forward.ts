/** Reads a ticket from a time on. There is no other direction, and page one is the oldest. */
import { TransportError } from '@porchlight/protocol'
import type { StockMessage, StockMessages } from '@porchlight/protocol/posthog'
import type { Result } from '../../client-error.ts'
import { unwrap } from '../failure.ts'
import { toInstant } from './order.ts'
import type { StockApi } from './stock-api.ts'

/** Rows in a look for what has just happened. Not 50, whose answers are cached for 15 s. */
export const FRESH_LIMIT = 49

/** Rows in a page when much is to be read. */
export const BULK_LIMIT = 500

export interface Reading {
  readonly session: string
  readonly ticket: string
  /** A time of the server, as an instant; null from the beginning. */
  readonly after: string | null
  readonly limit: number
  /** Pages read at most. */
  readonly maxPages: number
}

export interface Read {
  readonly rows: readonly StockMessage[]
  /** The last page, for what it says of the ticket. */
  readonly last: StockMessages
  /** Nothing was left when it ended. */
  readonly isWhole: boolean
}

/**
 * Reads page after page. Rows with equal times at the edge of a page would be skipped by going on
 * from the last time, so it goes on from the time before it.
 *
 * @param isEnough ends the reading early
 * @throws TransportError
 */
export async function readForward(
  api: StockApi,
  reading: Reading,
  signal: AbortSignal,
  isEnough: (rows: readonly StockMessage[]) => boolean = () => false,
): Promise<Read> {
  const rowsById = new Map<string, StockMessage>()
  let { after } = reading
  for (let page = 1; ; page++) {
    const { session, ticket, limit } = reading
    const last = unwrapTicket(await api.messages({ session, ticket, after, limit }, signal))
    const known = rowsById.size
    for (const row of last.messages) rowsById.set(row.id, row)
    const rows = [...rowsById.values()]
    const next = edgeOf(last.messages)
    // A full page may be the last one: then the next brings nothing new, and that is the end.
    const isOver = !last.has_more || rowsById.size === known || next === after
    if (isOver || page === reading.maxPages || isEnough(rows)) {
      return { rows, last, isWhole: isOver }
    }
    after = next
  }
}

/** The latest time of a page before its last one; the last one where all are equal. */
function edgeOf(rows: readonly StockMessage[]): string | null {
  const instants = rows.map((row) => toInstant(row.created_at))
  const last = instants.at(-1) ?? null
  return [...instants].reverse().find((instant) => instant !== last) ?? last
}

/** A ticket that went to another browser by a restore link is gone for this one. */
function unwrapTicket<T>(answer: Result<T>): T {
  const error = answer.ok ? null : answer.error
  const isForbidden = error?.kind === 'problem' && error.problem.detail === 'Forbidden'
  if (isForbidden) throw new TransportError({ kind: 'gone' }, error)
  return unwrap(answer)
}
