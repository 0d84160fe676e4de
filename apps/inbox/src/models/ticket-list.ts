/** The list of tickets as it stands on the screen: what is in it, and in which order. */
import type { ClientError, TicketsClient } from '@porchlight/client'
import type { Clock, Ticket } from '@porchlight/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import {
  activityOf,
  beginListing,
  type Filter,
  isUnder,
  type Listing,
  type Query,
  readOn,
} from './listing.ts'
import type { Tickets } from './tickets.ts'

/** `reading` also while rows we already know are on the screen. */
export type ListState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ClientError }

export interface TicketList {
  readonly state: ReadonlySignal<ListState>
  readonly query: ReadonlySignal<Query>
  /** The rows to draw, in this order. */
  readonly rows: ReadonlySignal<readonly Ticket[]>
  /** Whether the rows would be others, or in another order, if the pointer were elsewhere. */
  readonly isHeldBack: ReadonlySignal<boolean>
  readonly hasMore: ReadonlySignal<boolean>
  /** Reads the list from its beginning; rows on the screen stay until the answer is there. */
  reload(): Promise<void>
  /** Reads older tickets. */
  readMore(): Promise<void>
  show(filter: Filter): void
  /** Takes what is in the search field; asks the server when typing pauses. */
  search(text: string): void
  /** While the pointer is over the list its order stands still, so that no click goes astray. */
  setPointerOver(isOver: boolean): void
  /** Brings the order up to date although the pointer is over the list. */
  catchUp(): void
  close(): void
}

/** Pause in typing after which a search is sent. */
export const SEARCH_PAUSE_MS = 250

export function createTicketList(options: {
  client: Pick<TicketsClient, 'list'>
  tickets: Tickets
  clock: Clock
}): TicketList {
  const { client, tickets, clock } = options
  const query = signal<Query>({ filter: 'open', search: '' })
  const listing = signal<Listing>(beginListing(query.peek()))
  const state = signal<ListState>({ kind: 'reading' })
  /** Ids that stand still, in their order; empty while the order follows events. */
  const held = signal<readonly string[]>([])
  let isPointerOver = false
  let reading = new AbortController()
  /** What is in the search field, asked for or not. */
  let typed = ''
  let stopSearchTimer = (): void => {}

  const upToDate = computed(() => {
    const isWanted = belongs(query.value, listing.value)
    return [...tickets.byId.value.values()].filter(isWanted).sort(byActivity)
  })
  const rows = computed(() => {
    const standing = new Set(held.value)
    if (standing.size === 0) return upToDate.value
    const byId = tickets.byId.value
    // New rows go below, where they push nothing aside.
    return [
      ...held.value.flatMap((id) => byId.get(id) ?? []),
      ...upToDate.value.filter(({ id }) => !standing.has(id)),
    ]
  })
  const isHeldBack = computed(() => idsOf(rows.value).join() !== idsOf(upToDate.value).join())

  async function read(from: Listing): Promise<void> {
    reading.abort()
    const mine = new AbortController()
    reading = mine
    state.value = { kind: 'reading' }
    const answer = await readOn(client, from, mine.signal)
    if (mine.signal.aborted) return
    batch(() => {
      if (answer.ok) {
        tickets.put(answer.value.tickets)
        listing.value = answer.value.listing
        if (isPointerOver && held.peek().length === 0) hold()
      }
      state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', error: answer.error }
    })
  }

  function ask(next: Query): void {
    // The rows become others by the user's own wish, so nothing is to be held.
    batch(() => {
      query.value = next
      held.value = []
    })
    void read(beginListing(next))
  }

  function hold(): void {
    held.value = idsOf(upToDate.peek())
  }

  return {
    state,
    query,
    rows,
    isHeldBack,
    hasMore: computed(() => state.value.kind !== 'failed' && listing.value.hasMore),
    reload: () => read(beginListing(query.peek())),
    readMore: () => read(listing.peek()),
    show(filter) {
      stopSearchTimer()
      ask({ filter, search: typed })
    },
    search(text) {
      stopSearchTimer()
      typed = text.trim()
      stopSearchTimer = clock.setTimeout(() => {
        if (typed !== query.peek().search) ask({ ...query.peek(), search: typed })
      }, SEARCH_PAUSE_MS)
    },
    setPointerOver(isOver) {
      isPointerOver = isOver
      if (isOver) hold()
      else held.value = []
    },
    catchUp: hold,
    close() {
      stopSearchTimer()
      reading.abort()
    },
  }
}

/**
 * What we know of is shown at once, also before the server has answered. A search is the exception:
 * only the server looks into messages.
 */
function belongs(query: Query, listing: Listing): (ticket: Ticket) => boolean {
  const isAnswered = listing.query === query
  if (query.search !== '') return ({ id }) => isAnswered && listing.ids.has(id)
  const since = isAnswered ? listing.wholeSince : ''
  return (ticket) => isUnder(query.filter, ticket) && ticket.updated_at >= since
}

function byActivity(a: Ticket, b: Ticket): number {
  const [later, earlier] = [activityOf(b), activityOf(a)]
  if (later === earlier) return b.ticket_number - a.ticket_number
  return later > earlier ? 1 : -1
}

function idsOf(rows: readonly Ticket[]): readonly string[] {
  return rows.map(({ id }) => id)
}
