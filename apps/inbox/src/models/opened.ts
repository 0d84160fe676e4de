/** The ticket that is open: found by its number, read, and marked as read while it is seen. */
import type { ClientError, TicketsClient } from '@porchlight/client'
import type { Ticket } from '@porchlight/protocol'
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import { createThread, type Thread } from './thread.ts'
import type { Tickets } from './tickets.ts'

/** `absent` is the server's word; `failed` means that we could not look. */
export type OpenedState =
  | { readonly kind: 'none' }
  | { readonly kind: 'finding'; readonly number: number }
  | { readonly kind: 'absent'; readonly number: number }
  | { readonly kind: 'failed'; readonly number: number; readonly error: ClientError }
  | { readonly kind: 'open'; readonly number: number; readonly thread: Thread }

export interface Opened {
  readonly state: ReadonlySignal<OpenedState>
  /** The open ticket as last heard. */
  readonly ticket: ReadonlySignal<Ticket | null>
  /** Looks for the wanted ticket once more, as after a failure. */
  openAgain(): void
  close(): void
}

export function createOpened(options: {
  client: Pick<TicketsClient, 'list' | 'get' | 'messages'>
  tickets: Tickets
  /** Number of the ticket to be open. */
  wanted: ReadonlySignal<number | null>
  /** Whether somebody can see the page. */
  isVisible: ReadonlySignal<boolean>
}): Opened {
  const { client, tickets, wanted, isVisible } = options
  const state = signal<OpenedState>({ kind: 'none' })
  let opening = new AbortController()
  let isMarking = false

  const ticket = computed(() => {
    const opened = state.value
    return opened.kind === 'open' ? (tickets.byId.value.get(opened.thread.ticketId) ?? null) : null
  })

  function leave(): void {
    opening.abort()
    opening = new AbortController()
    const opened = state.peek()
    if (opened.kind === 'open') opened.thread.close()
  }

  async function open(number: number | null): Promise<void> {
    leave()
    if (number === null) {
      state.value = { kind: 'none' }
      return
    }
    const known = [...tickets.byId.peek().values()].find((t) => t.ticket_number === number)
    if (known !== undefined) return show(known)
    const mine = opening.signal
    state.value = { kind: 'finding', number }
    // A search for digits is a search for the ticket of this number, and does not mark it as read.
    const answer = await client.list({ search: String(number) }, mine)
    if (mine.aborted) return
    if (!answer.ok) {
      state.value = { kind: 'failed', number, error: answer.error }
      return
    }
    const found = answer.value.results.find((t) => t.ticket_number === number)
    if (found === undefined) {
      state.value = { kind: 'absent', number }
      return
    }
    tickets.put([found])
    show(found)
  }

  function show({ id, ticket_number: number }: Ticket): void {
    state.value = { kind: 'open', number, thread: createThread(client, id) }
  }

  /** Reading one ticket is what marks it as read. A failure waits for the next change. */
  async function markAsRead(id: string): Promise<void> {
    if (isMarking) return
    isMarking = true
    const answer = await client.get(id)
    isMarking = false
    if (answer.ok) tickets.put([answer.value])
  }

  const stopFollowing = effect(() => {
    const number = wanted.value
    untracked(() => void open(number))
  })
  const stopMarking = effect(() => {
    const unread = ticket.value?.unread_team_count ?? 0
    if (unread > 0 && isVisible.value && ticket.value !== null) void markAsRead(ticket.value.id)
  })

  return {
    state,
    ticket,
    openAgain: () => void open(wanted.peek()),
    close() {
      stopFollowing()
      stopMarking()
      leave()
    },
  }
}
