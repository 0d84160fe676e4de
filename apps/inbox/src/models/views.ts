/** The saved views of the team. */
import type { ClientError, Result, ViewsClient } from '@porchlight/client'
import type { TicketView } from '@porchlight/protocol'
import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { Filters } from './filters.ts'
import { toViewFilters } from './view-filters.ts'

export type ViewsState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ClientError }

/** What is being done with views. */
export type ViewChange =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'failed'; readonly error: ClientError }

export interface Views {
  readonly state: ReadonlySignal<ViewsState>
  /** By name. */
  readonly all: ReadonlySignal<readonly TicketView[]>
  readonly change: ReadonlySignal<ViewChange>
  reload(): Promise<void>
  /** @returns its short id; null when it was not saved, then `change` says why */
  create(name: string, filters: Filters): Promise<string | null>
  /** @returns whether it was */
  rename(shortId: string, name: string): Promise<boolean>
  /** Replaces what the view asks for. @returns whether it was */
  save(shortId: string, filters: Filters): Promise<boolean>
  /** For the whole team. @returns whether it is gone */
  remove(shortId: string): Promise<boolean>
  close(): void
}

/** Views in one page; a team with more reads on. */
const VIEWS_PAGE = 1_000

/** Reads them once; what others save shows after a reload. */
export function createViews(client: ViewsClient): Views {
  const state = signal<ViewsState>({ kind: 'reading' })
  const all = signal<readonly TicketView[]>([])
  const change = signal<ViewChange>({ kind: 'idle' })
  const closing = new AbortController()

  async function reload(): Promise<void> {
    state.value = { kind: 'reading' }
    const answer = await client.list({ limit: VIEWS_PAGE, offset: 0 }, closing.signal)
    if (closing.signal.aborted) return
    batch(() => {
      if (answer.ok) all.value = [...answer.value.results].sort(byName)
      state.value = answer.ok ? { kind: 'ready' } : { kind: 'failed', error: answer.error }
    })
  }

  async function attempt<T>(send: () => Promise<Result<T>>, take: (value: T) => void) {
    change.value = { kind: 'sending' }
    const answer = await send()
    batch(() => {
      if (answer.ok) take(answer.value)
      change.value = answer.ok ? { kind: 'idle' } : { kind: 'failed', error: answer.error }
    })
    return answer.ok ? answer.value : undefined
  }

  function put(view: TicketView): void {
    const others = all.peek().filter(({ short_id }) => short_id !== view.short_id)
    all.value = [...others, view].sort(byName)
  }

  function forget(shortId: string): void {
    all.value = all.peek().filter(({ short_id }) => short_id !== shortId)
  }

  void reload()
  return {
    state,
    all,
    change,
    reload,
    async create(name, filters) {
      const send = () => client.create({ name, filters: toViewFilters(filters) })
      return (await attempt(send, put))?.short_id ?? null
    },
    rename: async (shortId, name) =>
      (await attempt(() => client.update(shortId, { name }), put)) !== undefined,
    save: async (shortId, filters) =>
      (await attempt(() => client.update(shortId, { filters: toViewFilters(filters) }), put)) !==
      undefined,
    async remove(shortId) {
      const removed = await attempt(
        () => client.remove(shortId),
        () => forget(shortId),
      )
      // Somebody else was faster: it is gone, which is what was wanted.
      const failure = change.peek()
      if (failure.kind !== 'failed' || failure.error.kind !== 'problem')
        return removed !== undefined
      if (failure.error.status !== 404) return false
      batch(() => {
        forget(shortId)
        change.value = { kind: 'idle' }
      })
      return true
    },
    close: () => closing.abort(),
  }
}

function byName(a: TicketView, b: TicketView): number {
  return a.name.localeCompare(b.name)
}
