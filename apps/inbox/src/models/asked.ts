/** What the team asks for at this moment: it stands in the address, and nowhere else. */
import type { Clock, TicketView } from '@porchlight/protocol'
import { computed, type ReadonlySignal, signal } from '@preact/signals'
import { type FilterName, inOrder, namesOfSet, orderOfAddress } from './filter-order.ts'
import { FIRST_FILTERS, type Filters, isSameQuestion } from './filters.ts'
import { fromAddress, toAddress } from './filters-address.ts'
import { fromViewFilters, type ReadView } from './view-filters.ts'
import type { Views } from './views.ts'

/** The view that the address names. `absent` is the server's word. */
export type AskedView =
  | { readonly kind: 'none' }
  | { readonly kind: 'finding' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'found'; readonly view: TicketView; readonly read: ReadView }

export interface Asked {
  /** Null while the view is looked for. The same object for as long as the same is asked for. */
  readonly filters: ReadonlySignal<Filters | null>
  readonly view: ReadonlySignal<AskedView>
  /** Names of the filters that are set, as they are shown. */
  readonly order: ReadonlySignal<readonly FilterName[]>
  /** Whether something else is asked for than what the view has saved, or in another order. */
  readonly isChanged: ReadonlySignal<boolean>
  /** What stands in the search field, asked for or not. */
  readonly typed: ReadonlySignal<string>
  /** The part of every address within the page that says what is asked for. */
  readonly query: ReadonlySignal<string>
  change(filters: Partial<Filters>): void
  /** Shows the filters that are set in this order. */
  reorder(order: readonly FilterName[]): void
  /** Takes what is in the search field; asks when typing pauses. */
  search(text: string): void
  /** Goes to a view, or to what an inbox begins with. */
  show(viewId: string | null): void
  close(): void
}

/** The part of an address that says what is asked for. */
export interface QueryBar {
  readonly query: ReadonlySignal<string>
  setQuery(query: string): void
}

/** What a view would keep of it. */
export function asKept({
  filters,
  order,
}: Pick<Asked, 'filters' | 'order'>): [filters: Filters, order: readonly FilterName[]] {
  return [filters.value ?? FIRST_FILTERS, order.value]
}

/** Pause in typing after which a search is sent. */
export const SEARCH_PAUSE_MS = 250

export function createAsked(options: {
  bar: QueryBar
  views: Pick<Views, 'all' | 'state'>
  clock: Clock
}): Asked {
  const { bar, views, clock } = options
  const unasked = signal<string | null>(null)
  let stopTimer = (): void => {}

  const address = computed(() => new URLSearchParams(bar.query.value))
  const view = computed<AskedView>(() => {
    const id = address.value.get('view')
    if (id === null) return { kind: 'none' }
    const found = views.all.value.find(({ short_id }) => short_id === id)
    if (found === undefined) {
      return { kind: views.state.value.kind === 'ready' ? 'absent' : 'finding' }
    }
    return { kind: 'found', view: found, read: fromViewFilters({ ...found.filters }) }
  })
  const isWritten = computed(() => [...address.value.keys()].some((name) => name !== 'view'))
  const written = computed(() => {
    if (isWritten.value) return fromAddress(address.value)
    if (view.value.kind === 'finding') return null
    return view.value.kind === 'found' ? view.value.read.filters : FIRST_FILTERS
  })
  let before: Filters | null = null
  const filters = computed(() => {
    const now = written.value
    if (now !== null && before !== null && isSameQuestion(now, before)) return before
    before = now
    return now
  })
  const order = computed(() => {
    const saved = view.value.kind === 'found' ? view.value.read.order : []
    const wanted = isWritten.value ? orderOfAddress(address.value) : saved
    return namesOfSet(filters.value ?? FIRST_FILTERS, wanted)
  })
  const isChanged = computed(
    () =>
      view.value.kind === 'found' &&
      filters.value !== null &&
      !isAsSaved(view.value.read, filters.value, order.value),
  )

  /** What is set newly comes behind what was set before. */
  function ask(next: Filters, wanted: readonly FilterName[]): void {
    const known = view.peek()
    const shortId = known.kind === 'found' ? known.view.short_id : null
    const names = namesOfSet(next, wanted)
    const query =
      known.kind === 'found' && isAsSaved(known.read, next, names)
        ? new URLSearchParams()
        : inOrder(toAddress(next, shortId !== null), names)
    bar.setQuery(String(shortId === null ? query : withView(shortId, query)))
  }

  function change(change: Partial<Filters>): void {
    ask({ ...(filters.peek() ?? FIRST_FILTERS), ...change }, order.peek())
  }

  return {
    filters,
    view,
    order,
    isChanged,
    typed: computed(() => unasked.value ?? filters.value?.search ?? ''),
    query: bar.query,
    change,
    reorder: (next) => ask(filters.peek() ?? FIRST_FILTERS, next),
    search(text) {
      stopTimer()
      unasked.value = text
      stopTimer = clock.setTimeout(() => {
        unasked.value = null
        const search = text.trim()
        if (search !== filters.peek()?.search) change({ search })
      }, SEARCH_PAUSE_MS)
    },
    show(viewId) {
      stopTimer()
      unasked.value = null
      bar.setQuery(viewId === null ? '' : String(withView(viewId, new URLSearchParams())))
    },
    close: () => stopTimer(),
  }
}

function isAsSaved(saved: ReadView, filters: Filters, order: readonly FilterName[]): boolean {
  const names = namesOfSet(saved.filters, saved.order)
  return isSameQuestion(filters, saved.filters) && names.join() === order.join()
}

function withView(shortId: string, query: URLSearchParams): URLSearchParams {
  return new URLSearchParams([['view', shortId], ...query])
}
