/** How many messages of visitors wait for the team, in all tickets: also those that are not in the list. */
import type { TicketsClient } from '@porchlight/client'
import type { Clock } from '@porchlight/protocol'
import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { Tickets } from './tickets.ts'

export interface Unread {
  readonly count: ReadonlySignal<number>
  close(): void
}

/** At most one question in this time, however much is going on. */
export const UNREAD_PAUSE_MS = 1_000

/** Asks the server whenever the tickets we know of have others; goes by those until it has answered. */
export function createUnread(options: {
  client: Pick<TicketsClient, 'unreadCount'>
  tickets: Pick<Tickets, 'heard'>
  clock: Clock
}): Unread {
  const { client, tickets, clock } = options
  const told = signal<number | null>(null)
  const closing = new AbortController()
  let isResting = false
  let isStale = false
  let stopTimer = (): void => {}

  const known = computed(() =>
    [...tickets.heard.value.values()]
      .filter(({ status }) => status !== 'resolved')
      .reduce((sum, ticket) => sum + ticket.unread_team_count, 0),
  )

  async function read(): Promise<void> {
    if (isResting) {
      isStale = true
      return
    }
    isResting = true
    isStale = false
    stopTimer = clock.setTimeout(() => {
      isResting = false
      if (isStale) void read()
    }, UNREAD_PAUSE_MS)
    const answer = await client.unreadCount(closing.signal)
    // Without an answer, what we know is better than what was once.
    if (!closing.signal.aborted) told.value = answer.ok ? answer.value.count : null
  }

  const stopFollowing = effect(() => {
    known.value
    untracked(() => void read())
  })

  return {
    count: computed(() => told.value ?? known.value),
    close() {
      stopFollowing()
      stopTimer()
      closing.abort()
    },
  }
}
