import type { TicketsClient } from '@porchlight/client'
import { createManualClock, settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildTicket } from '../testing/build.ts'
import { createTickets } from './tickets.ts'
import { createUnread, UNREAD_PAUSE_MS } from './unread.ts'

function counting() {
  const clock = createManualClock()
  const tickets = createTickets()
  const server = { count: 12 as number | null, asked: 0 }
  const client: Pick<TicketsClient, 'unreadCount'> = {
    async unreadCount() {
      server.asked += 1
      return server.count === null
        ? { ok: false, error: { kind: 'offline', cause: null } }
        : { ok: true, value: { count: server.count } }
    },
  }
  return { clock, tickets, server, unread: createUnread({ client, tickets, clock }) }
}

it('counts what the server counts, also in tickets that are in no list', async () => {
  const { tickets, unread } = counting()
  tickets.put([buildTicket(1, { unread_team_count: 2 })])
  await settle()
  expect(unread.count.value).toBe(12)
})

it('asks again when something has changed, once a second at most', async () => {
  const { clock, tickets, server, unread } = counting()
  await settle()
  server.count = 15
  for (const n of [1, 2, 3]) tickets.put([buildTicket(n, { unread_team_count: 1 })])
  await settle()
  const before = [server.asked, unread.count.value]
  await clock.advance(UNREAD_PAUSE_MS)
  await settle()
  expect([before, server.asked, unread.count.value]).toEqual([[1, 12], 2, 15])
})

it('goes by the tickets it knows when the server cannot be reached', async () => {
  const { clock, tickets, server, unread } = counting()
  await clock.advance(UNREAD_PAUSE_MS)
  server.count = null
  tickets.put([
    buildTicket(1, { unread_team_count: 2 }),
    buildTicket(2, { unread_team_count: 5, status: 'resolved' }),
  ])
  await settle()
  expect(unread.count.value).toBe(2)
})
