/** The list of tickets as it stands on the screen: what is in it, and in which order. */
import type { ClientError, TicketsClient } from '@porchlight/client'
import type { Clock, Ticket } from '@porchlight/protocol'
import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import { FIRST_FILTERS, type Filters } from './filters.ts'
import { canMatch, matches } from './filters-match.ts'
import { beginListing, type Listing, reaches, readOn } from './listing.ts'
import { byOrder } from './order.ts'
import type { Tickets } from './tickets.ts'

/** `reading` also while rows we already know are on the screen. */
export type ListState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ClientError }

/** What the order of the rows stands still for: somebody is about to do something with one. */
export type Stillness = 'pointer' | 'focus' | 'scroll'

export interface TicketList {
  readonly state: ReadonlySignal<ListState>
  /** The rows to draw, in this order. */
  readonly rows: ReadonlySignal<readonly Ticket[]>
  /** How many tickets would be in the list too, if it did not stand still. */
  readonly newCount: ReadonlySignal<number>
  /** Whether the rows would be others, or in another order, if it did not stand still. */
  readonly isHeldBack: ReadonlySignal<boolean>
  /** How many tickets the server has for these filters, as it last said; null before that. */
  readonly count: ReadonlySignal<number | null>
  readonly hasMore: ReadonlySignal<boolean>
  /** Reads the list from its beginning; rows on the screen stay until the answer is there. */
  reload(): Promise<void>
  /** Reads further tickets; nothing while some are being read. */
  readMore(): Promise<void>
  /** While there is a reason, the order stands still, so that no click and no key goes astray. */
  stand(reason: Stillness, isSo: boolean): void
  /** Brings the order up to date although it stands still. */
  catchUp(): void
  close(): void
}

export interface TicketListOptions {
  readonly client: Pick<TicketsClient, 'list'>
  readonly tickets: Tickets
  readonly clock: Clock
  /** Null while it is not known what to ask for. */
  readonly filters: ReadonlySignal<Filters | null>
  /** Number of the agent who looks; null for the key of a server, undefined while it is not known. */
  readonly me: ReadonlySignal<number | null | undefined>
}

/** Reads when it is told to, and whenever the filters become others. */
export function createTicketList(options: TicketListOptions): TicketList {
  const { client, tickets, clock, filters, me } = options
  const listing = signal<Listing>(beginListing(filters.peek() ?? FIRST_FILTERS))
  const state = signal<ListState>({ kind: 'reading' })
  /** Ids that stand still, in their order; null while the order follows events. */
  const held = signal<readonly string[] | null>(null)
  const reasons = new Set<Stillness>()
  let reading = new AbortController()

  const upToDate = computed(() => {
    const wanted = filters.value
    if (wanted === null) return []
    const onlooker = { nowMs: clock.now(), me: me.value }
    const answered = listing.value.filters === wanted ? listing.value : null
    const isWanted = canMatch(wanted, onlooker)
      ? (ticket: Ticket) =>
          matches(wanted, ticket, onlooker) && (answered === null || reaches(answered, ticket))
      : ({ id }: Ticket) => answered?.ids.has(id) ?? false
    return [...tickets.byId.value.values()].filter(isWanted).sort(byOrder(wanted.order))
  })
  const rows = computed(() => {
    if (held.value === null) return upToDate.value
    const byId = tickets.byId.value
    return held.value.flatMap((id) => byId.get(id) ?? [])
  })
  const newCount = computed(() => {
    if (held.value === null) return 0
    const standing = new Set(held.value)
    return upToDate.value.filter(({ id }) => !standing.has(id)).length
  })
  const isHeldBack = computed(() => held.value !== null && !areSame(rows.value, upToDate.value))

  async function read(from: Listing): Promise<void> {
    reading.abort()
    const mine = new AbortController()
    reading = mine
    state.value = { kind: 'reading' }
    const answer = await readOn(client, from, mine.signal)
    if (mine.signal.aborted) return
    batch(() => {
      if (answer.ok) {
        // The rows are others by the user's own wish, wherever the pointer was when they came.
        const isNewQuestion = listing.peek().filters !== from.filters
        tickets.put(answer.value.tickets)
        listing.value = answer.value.listing
        if (from.loaded > 0) append(answer.value.tickets)
        else if (isNewQuestion || (held.peek() ?? []).length === 0) holdIfAsked()
      }
      state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', error: answer.error }
    })
  }

  /** Further tickets stand below, where they push nothing aside. */
  function append(further: readonly Ticket[]): void {
    const standing = held.peek()
    if (standing === null) return
    const known = new Set(standing)
    held.value = [...standing, ...idsOf(further).filter((id) => !known.has(id))]
  }

  function holdIfAsked(): void {
    held.value = reasons.size === 0 ? null : idsOf(upToDate.peek())
  }

  async function reload(): Promise<void> {
    const wanted = filters.peek()
    if (wanted !== null) await read(beginListing(wanted))
  }

  let asked = filters.peek()
  const stopFollowing = effect(() => {
    const wanted = filters.value
    if (wanted === asked) return
    asked = wanted
    untracked(() => {
      // The rows become others by the user's own wish, so nothing is to be held.
      held.value = null
      void reload()
    })
  })

  return {
    state,
    rows,
    newCount,
    isHeldBack,
    count: computed(() => (listing.value.filters === filters.value ? listing.value.count : null)),
    hasMore: computed(() => state.value.kind !== 'failed' && listing.value.hasMore),
    reload,
    async readMore() {
      const from = listing.peek()
      if (state.peek().kind !== 'reading' && from.hasMore) await read(from)
    },
    stand(reason, isSo) {
      if (reasons.has(reason) === isSo) return
      if (isSo) reasons.add(reason)
      else reasons.delete(reason)
      if (reasons.size === 0) held.value = null
      else if (held.peek() === null) holdIfAsked()
    },
    catchUp: holdIfAsked,
    close() {
      stopFollowing()
      reading.abort()
    },
  }
}

/** Whether both have the same tickets in the same order, in whatever state. */
function areSame(one: readonly Ticket[], other: readonly Ticket[]): boolean {
  return one.length === other.length && one.every(({ id }, n) => id === other[n]?.id)
}

function idsOf(rows: readonly Ticket[]): readonly string[] {
  return rows.map(({ id }) => id)
}
