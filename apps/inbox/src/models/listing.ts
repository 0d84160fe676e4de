/** What the server has answered to a question so far, and how far its answers reach. */
import type { Result, TicketsClient } from '@porchlight/client'
import type { Ticket } from '@porchlight/protocol'
import { type Filters, toTicketFilter } from './filters.ts'
import { byServersOrder } from './order.ts'

/** Tickets in one page. */
export const LIST_PAGE_SIZE = 50

export interface Listing {
  readonly filters: Filters
  readonly ids: ReadonlySet<string>
  /** Tickets read, and so the place of the next page. */
  readonly loaded: number
  /** How many there are, as far as is known. */
  readonly count: number | null
  /** Whether there are further tickets to read. */
  readonly hasMore: boolean
  /**
   * The ticket down to which the list is whole; null when nothing is missing. One beyond it that we
   * know from elsewhere would later get rows in between, and may be out of date.
   */
  readonly last: Ticket | null
}

/** A further step of a listing, and the tickets it brought. */
export interface ListingStep {
  readonly listing: Listing
  readonly tickets: readonly Ticket[]
}

/** A listing of which nothing has been read. */
export function beginListing(filters: Filters): Listing {
  return { filters, ids: new Set(), loaded: 0, count: null, hasMore: true, last: null }
}

/** Whether the listing reaches down to this ticket. */
export function reaches({ filters, last }: Listing, ticket: Ticket): boolean {
  return last === null || byServersOrder(filters.order)(ticket, last) <= 0
}

/** Reads the next page. Safe to repeat. */
export async function readOn(
  client: Pick<TicketsClient, 'list'>,
  { filters, ids, loaded }: Listing,
  signal: AbortSignal,
): Promise<Result<ListingStep>> {
  const page = { limit: LIST_PAGE_SIZE, offset: loaded }
  const answer = await client.list({ ...toTicketFilter(filters), ...page }, signal)
  if (!answer.ok) return answer
  const { results: tickets, next, count } = answer.value
  const hasMore = next !== null
  return {
    ok: true,
    value: {
      tickets,
      listing: {
        filters,
        ids: new Set([...ids, ...tickets.map(({ id }) => id)]),
        loaded: loaded + tickets.length,
        count,
        hasMore,
        last: hasMore ? (tickets.at(-1) ?? null) : null,
      },
    },
  }
}
