import type { Ticket } from '@porchlight/protocol'
import { settle } from '@porchlight/testkit'
import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { buildTicket } from '../testing/build.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { createEarlier } from './earlier.ts'

async function looking(...seed: readonly Ticket[]) {
  const { api, client } = openFakeApi(seed)
  const ticket = signal<Ticket | null>(seed[0] ?? null)
  const earlier = createEarlier({ client: client.tickets, ticket })
  await settle()
  const shown = () => {
    const state = earlier.state.value
    return state.kind === 'ready' ? state.tickets.map((t) => t.ticket_number) : state.kind
  }
  return { api, ticket, earlier, shown }
}

it('shows other tickets of the same person, and nobody else’s', async () => {
  const { shown } = await looking(
    buildTicket(1),
    buildTicket(2),
    buildTicket(3, { distinct_id: 'visitor-2' }),
  )
  expect(shown()).toEqual([2])
})

it('asks once for each ticket that is opened, and not for each change of it', async () => {
  const { api, ticket, shown } = await looking(buildTicket(1), buildTicket(2))
  ticket.value = buildTicket(1, { rev: 2, status: 'pending' })
  await settle()
  const asked = api.requests.length
  ticket.value = buildTicket(2)
  await settle()
  expect([asked, api.requests.length, shown()]).toEqual([1, 2, [1]])
})

it('does not call a person new when it could not look', async () => {
  const { api, ticket, shown } = await looking(buildTicket(1), buildTicket(2))
  api.fail({ to: 'GET tickets/', as: 'offline' })
  ticket.value = buildTicket(2)
  await settle()
  expect(shown()).toBe('failed')
})

it('says when there are more than it shows', async () => {
  const { earlier } = await looking(...[1, 2, 3, 4, 5, 6, 7].map((n) => buildTicket(n)))
  expect(earlier.state.value).toMatchObject({ kind: 'ready', hasMore: true })
})
