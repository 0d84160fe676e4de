/** What to ask the server for, so that a filter of several statuses is whole and in order. */
import type { ClientError, Result, TicketsClient } from '@porchlight/client'
import type { Ticket, TicketStatus } from '@porchlight/protocol'

/** `open` is everything that is not resolved. */
export type Filter = 'open' | 'resolved' | 'all'

/** What the team looks for. */
export interface Query {
  readonly filter: Filter
  /** Empty for no search. */
  readonly search: string
}

/** The server lists one status at a time, or all of them. */
const SOURCES: Readonly<Record<Filter, readonly (TicketStatus | null)[]>> = {
  open: ['new', 'open', 'pending', 'on_hold'],
  resolved: ['resolved'],
  all: [null],
}

/** Tickets in one page of one source. */
export const LIST_PAGE_SIZE = 50

/** One of the server's lists, as far as it has been read. */
interface Source {
  readonly status: TicketStatus | null
  readonly loaded: number
  readonly hasMore: boolean
  /** The least recent activity of what has been read; empty when nothing was. */
  readonly oldest: string
}

/** What the server has answered to a query so far. */
export interface Listing {
  readonly query: Query
  readonly ids: ReadonlySet<string>
  readonly sources: readonly Source[]
}

/** A further step of a listing, and the tickets it brought. */
export interface ListingStep {
  readonly listing: Listing
  readonly tickets: readonly Ticket[]
}

/** When something last happened in a ticket: what lists are sorted by. */
export function activityOf(ticket: Ticket): string {
  return ticket.last_message_at ?? ticket.created_at
}

/** Whether a ticket belongs under a filter. */
export function isUnder(filter: Filter, ticket: Ticket): boolean {
  return SOURCES[filter].some((status) => status === null || status === ticket.status)
}

/** Whether there are older tickets to read. */
export function hasMore(listing: Listing): boolean {
  return listing.sources.some((source) => source.hasMore)
}

/**
 * How far back the list is whole. Sources end at different times; what one of them knows beyond the
 * end of another would later get rows in between.
 *
 * @returns a time as text, as in tickets; empty when everything has been read
 */
export function horizonOf(listing: Listing): string {
  const ends = listing.sources.filter((source) => source.hasMore).map((source) => source.oldest)
  return ends.sort().at(-1) ?? ''
}

/** A listing of which nothing has been read. */
export function beginListing(query: Query): Listing {
  const sources = SOURCES[query.filter].map((status) => ({
    status,
    loaded: 0,
    hasMore: true,
    oldest: '',
  }))
  return { query, ids: new Set(), sources }
}

/** Reads the next page of every source that has one. Safe to repeat. */
export async function readOn(
  client: Pick<TicketsClient, 'list'>,
  listing: Listing,
  signal: AbortSignal,
): Promise<Result<ListingStep>> {
  const answers = await Promise.all(
    listing.sources.map((source) => readSource(client, { source, query: listing.query }, signal)),
  )
  const failure = answers.find((answer) => !answer.ok)
  if (failure?.ok === false) return failure
  const steps = answers.flatMap((answer) => (answer.ok ? [answer.value] : []))
  const tickets = steps.flatMap((step) => step.tickets)
  return {
    ok: true,
    value: {
      tickets,
      listing: {
        query: listing.query,
        ids: new Set([...listing.ids, ...tickets.map(({ id }) => id)]),
        sources: steps.map((step) => step.source),
      },
    },
  }
}

interface SourceStep {
  readonly source: Source
  readonly tickets: readonly Ticket[]
}

async function readSource(
  client: Pick<TicketsClient, 'list'>,
  { source, query }: { source: Source; query: Query },
  signal: AbortSignal,
): Promise<{ ok: true; value: SourceStep } | { ok: false; error: ClientError }> {
  if (!source.hasMore) return { ok: true, value: { source, tickets: [] } }
  const answer = await client.list(
    {
      ...(source.status !== null && { status: source.status }),
      ...(query.search !== '' && { search: query.search }),
      limit: LIST_PAGE_SIZE,
      offset: source.loaded,
    },
    signal,
  )
  if (!answer.ok) return answer
  const { results, next } = answer.value
  return {
    ok: true,
    value: {
      tickets: results,
      source: {
        status: source.status,
        loaded: source.loaded + results.length,
        hasMore: next !== null,
        // Not simply that of the last ticket: the server also counts a change of status as activity.
        oldest: results.map(activityOf).sort()[0] ?? source.oldest,
      },
    },
  }
}
