/** What to ask the server for under a filter and a search, and how far its answers reach. */
import type { Result, TicketsClient } from '@porchlight/client'
import type { Ticket, TicketStatus } from '@porchlight/protocol'

/** `open` is everything that is not resolved. */
export type Filter = 'open' | 'resolved' | 'all'

/** What the team looks for. */
export interface Query {
  readonly filter: Filter
  /** Empty for no search. */
  readonly search: string
}

/** Null does not ask for a status. */
const STATUSES: Readonly<Record<Filter, readonly TicketStatus[] | null>> = {
  open: ['new', 'open', 'pending', 'on_hold'],
  resolved: ['resolved'],
  all: null,
}

/** Tickets in one page. */
export const LIST_PAGE_SIZE = 50

/** What the server has answered to a query so far. */
export interface Listing {
  readonly query: Query
  readonly ids: ReadonlySet<string>
  /** Tickets read, and so the place of the next page. */
  readonly loaded: number
  /** Whether there are older tickets to read. */
  readonly hasMore: boolean
  /**
   * How far back the list is whole, as an `updated_at`; empty when nothing is missing. An older
   * ticket that we know from elsewhere would later get rows in between, and may be out of date.
   */
  readonly wholeSince: string
}

/** A further step of a listing, and the tickets it brought. */
export interface ListingStep {
  readonly listing: Listing
  readonly tickets: readonly Ticket[]
}

/** When something was last said in a ticket: what rows are sorted by. */
export function activityOf(ticket: Ticket): string {
  return ticket.last_message_at ?? ticket.created_at
}

/** Whether a ticket belongs under a filter. */
export function isUnder(filter: Filter, ticket: Ticket): boolean {
  return STATUSES[filter]?.includes(ticket.status) ?? true
}

/** A listing of which nothing has been read. */
export function beginListing(query: Query): Listing {
  return { query, ids: new Set(), loaded: 0, hasMore: true, wholeSince: '' }
}

/** Reads the next page. Safe to repeat. */
export async function readOn(
  client: Pick<TicketsClient, 'list'>,
  { query, ids, loaded }: Listing,
  signal: AbortSignal,
): Promise<Result<ListingStep>> {
  const status = STATUSES[query.filter]
  const answer = await client.list(
    {
      ...(status !== null && { status }),
      ...(query.search !== '' && { search: query.search }),
      limit: LIST_PAGE_SIZE,
      offset: loaded,
    },
    signal,
  )
  if (!answer.ok) return answer
  const { results: tickets, next } = answer.value
  const hasMore = next !== null
  return {
    ok: true,
    value: {
      tickets,
      listing: {
        query,
        ids: new Set([...ids, ...tickets.map(({ id }) => id)]),
        loaded: loaded + tickets.length,
        hasMore,
        // The server sorts by `updated_at`, so nothing newer than the last ticket is on a later page.
        wholeSince: hasMore ? (tickets.at(-1)?.updated_at ?? '') : '',
      },
    },
  }
}
