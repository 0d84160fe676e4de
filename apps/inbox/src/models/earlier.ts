/** Other tickets of whoever wrote the one that is open. */
import type { ClientError, TicketsClient } from '@porchlight/client'
import type { Ticket } from '@porchlight/protocol'
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'

export type EarlierState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly error: ClientError }
  | { readonly kind: 'ready'; readonly tickets: readonly Ticket[]; readonly hasMore: boolean }

export interface Earlier {
  readonly state: ReadonlySignal<EarlierState>
  close(): void
}

/** As many as are worth a look beside a thread. */
const EARLIER_MAX = 5

/** Ids that one list can name. */
const IDS_MAX = 100

/** Reads them anew for each ticket that is opened; not for each of its changes. */
export function createEarlier(options: {
  client: Pick<TicketsClient, 'list'>
  ticket: ReadonlySignal<Ticket | null>
}): Earlier {
  const { client, ticket } = options
  const state = signal<EarlierState>({ kind: 'reading' })
  let reading = new AbortController()
  let shown: string | null = null

  async function read(of: Ticket): Promise<void> {
    const mine = new AbortController()
    reading = mine
    state.value = { kind: 'reading' }
    const ids = [
      of.distinct_id,
      of.person?.id ?? of.distinct_id,
      ...(of.person?.distinct_ids ?? []),
    ]
    const answer = await client.list(
      {
        distinctIds: [...new Set(ids)].slice(0, IDS_MAX),
        orderBy: '-created_at',
        limit: EARLIER_MAX + 1,
      },
      mine.signal,
    )
    if (mine.signal.aborted) return
    if (!answer.ok) {
      state.value = { kind: 'failed', error: answer.error }
      return
    }
    const others = answer.value.results.filter(({ id }) => id !== of.id)
    const hasMore = answer.value.count - 1 > EARLIER_MAX
    state.value = { kind: 'ready', tickets: others.slice(0, EARLIER_MAX), hasMore }
  }

  const stopFollowing = effect(() => {
    const now = ticket.value
    if (now?.id === shown) return
    shown = now?.id ?? null
    untracked(() => {
      reading.abort()
      if (now !== null) void read(now)
    })
  })

  return {
    state,
    close() {
      stopFollowing()
      reading.abort()
    },
  }
}
