/** The saved views of the team. */
import type { ClientError, Result, ViewsClient } from '@porchlight/client'
import type { TicketView, UpdateViewRequest } from '@porchlight/protocol'
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals'
import type { FilterName } from './filter-order.ts'
import type { Filters } from './filters.ts'
import { toViewFilters } from './view-filters.ts'
import { inPlaces, type Move, moveBeside, moved } from './view-order.ts'

export type ViewsState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ClientError }

/** What is being done with views. */
export type ViewChange =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly what: 'save' | 'move'; readonly error: ClientError }

export interface Views {
  readonly state: ReadonlySignal<ViewsState>
  /** In the order of the team, with what was moved here and is not answered yet. */
  readonly all: ReadonlySignal<readonly TicketView[]>
  readonly change: ReadonlySignal<ViewChange>
  reload(): Promise<void>
  /**
   * @param order names of the filters as they are shown
   * @returns its short id; null when it was not saved, then `change` says why
   */
  create(name: string, filters: Filters, order: readonly FilterName[]): Promise<string | null>
  /** @returns whether it was */
  rename(shortId: string, name: string): Promise<boolean>
  /** Replaces what the view asks for. @returns whether it was */
  save(shortId: string, filters: Filters, order: readonly FilterName[]): Promise<boolean>
  /**
   * By one place, for the whole team: shown at once, and taken back when it is refused.
   *
   * @returns whether it was; false too where there is none beside it
   */
  move(shortId: string, step: -1 | 1): Promise<boolean>
  /** For the whole team. @returns whether it is gone */
  remove(shortId: string): Promise<boolean>
  close(): void
}

/** Views in one page; a team with more reads on. */
const VIEWS_PAGE = 1_000

/** Reads them once; what others save shows after a reload, which a move asks for that ends elsewhere than here. */
export function createViews(client: ViewsClient): Views {
  const state = signal<ViewsState>({ kind: 'reading' })
  const known = signal<readonly TicketView[]>([])
  const moves = signal<readonly Move[]>([])
  const all = computed(() => moves.value.reduce(moved, known.value))
  const change = signal<ViewChange>({ kind: 'idle' })
  const closing = new AbortController()
  /** A list that was read before a move would undo it before our eyes. */
  const inTurn = createLine()
  const inTurnOfSaving = createLine()
  /** How often a view was saved or deleted here. */
  let changes = 0

  async function read(): Promise<void> {
    if (closing.signal.aborted) return
    const changesBefore = changes
    const answer = await client.list({ limit: VIEWS_PAGE, offset: 0 }, closing.signal)
    if (closing.signal.aborted) return
    // It may have been made before what was saved meanwhile, and would take that away before our eyes.
    if (answer.ok && changes !== changesBefore) return await read()
    batch(() => {
      if (answer.ok) known.value = inPlaces(answer.value.results)
      state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', error: answer.error }
    })
  }

  function reload(): Promise<void> {
    state.value = { kind: 'reading' }
    return inTurn(read)
  }

  async function attempt<T>(
    what: 'save' | 'move',
    send: () => Promise<Result<T>>,
    take: (value: T) => void,
  ): Promise<Result<T>> {
    change.value = { kind: 'sending' }
    const answer = await send()
    batch(() => {
      if (answer.ok) take(answer.value)
      else change.value = { kind: 'failed', what, error: answer.error }
      // What was refused since this was begun is still to be told.
      if (change.value.kind === 'sending') change.value = { kind: 'idle' }
    })
    return answer
  }

  function put(view: TicketView): void {
    changes++
    const isNew = known.peek().every(({ short_id }) => short_id !== view.short_id)
    known.value = isNew
      ? [...known.peek(), view]
      : known.peek().map((each) => (each.short_id === view.short_id ? view : each))
  }

  function forget(shortId: string): void {
    changes++
    known.value = known.peek().filter(({ short_id }) => short_id !== shortId)
  }

  const update = async (shortId: string, wanted: UpdateViewRequest): Promise<boolean> =>
    (await attempt('save', () => inTurnOfSaving(() => client.update(shortId, wanted)), put)).ok

  void reload()
  return {
    state,
    all,
    change,
    reload,
    async create(name, filters, order) {
      const post = () => client.create({ name, filters: toViewFilters(filters, order) })
      const answer = await attempt('save', post, put)
      return answer.ok ? answer.value.short_id : null
    },
    rename: (shortId, name) => update(shortId, { name }),
    save: (shortId, filters, order) => update(shortId, { filters: toViewFilters(filters, order) }),
    async move(shortId, step) {
      const move = moveBeside(all.peek(), shortId, step)
      if (move === null) return false
      moves.value = [...moves.peek(), move]
      const place = step === 1 ? { after: move.beside } : { before: move.beside }
      const patch = () => inTurn(() => client.update(shortId, place))
      // The order alone: the name that is answered may be from before one that was saved meanwhile.
      const answer = await attempt('move', patch, () => {
        known.value = moved(known.peek(), move)
      })
      moves.value = moves.peek().slice(1)
      // One of the two is gone, colleagues have moved others, or nobody knows whether it was moved: the order
      // may be another one than we know.
      const isAsShown = answer.ok
        ? known.peek()[answer.value.position]?.short_id === shortId
        : answer.error.kind === 'offline'
      if (!isAsShown) await reload()
      return answer.ok
    },
    async remove(shortId) {
      const answer = await attempt(
        'save',
        () => inTurnOfSaving(() => client.remove(shortId)),
        () => forget(shortId),
      )
      if (answer.ok) return true
      if (answer.error.kind !== 'problem' || answer.error.status !== 404) return false
      // Somebody else was faster: it is gone, which is what was wanted.
      batch(() => {
        forget(shortId)
        change.value = { kind: 'idle' }
      })
      return true
    },
    close: () => closing.abort(),
  }
}

/** One after the other: overtaken by a later one, a request would have the last word. */
function createLine(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn
    return turn
  }
}
