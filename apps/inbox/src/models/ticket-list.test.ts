import { createTeamClient } from '@porchlight/client'
import type { Ticket } from '@porchlight/protocol'
import { createManualClock, settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildTicket } from '../testing/build.ts'
import { createFakeApi, FAKE_KEY } from '../testing/fake-api.ts'
import { createTicketList, SEARCH_PAUSE_MS } from './ticket-list.ts'
import { createTickets } from './tickets.ts'

const at = (minute: number) => `2026-01-01T11:${String(minute).padStart(2, '0')}:00.000Z`

async function listed(seed: readonly Ticket[]) {
  const api = createFakeApi(seed)
  const clock = createManualClock()
  const client = createTeamClient({
    origin: 'https://t',
    apiKey: FAKE_KEY,
    fetch: api.fetch,
    clock,
  })
  const tickets = createTickets()
  const list = createTicketList({ client: client.tickets, tickets, clock })
  await list.reload()
  const numbers = () => list.rows.value.map((ticket) => ticket.ticket_number)
  return { api, clock, tickets, list, numbers }
}

it('shows what is not resolved, the newest activity first', async () => {
  const { numbers } = await listed([
    buildTicket(1, { last_message_at: at(1) }),
    buildTicket(2, { last_message_at: at(3), status: 'on_hold' }),
    buildTicket(3, { last_message_at: at(4), status: 'resolved' }),
    buildTicket(4, { last_message_at: at(2), status: 'new' }),
  ])
  expect(numbers()).toEqual([2, 4, 1])
})

it('replaces a row only by a higher rev', async () => {
  const { tickets, list } = await listed([buildTicket(1, { rev: 5, last_message_text: 'newer' })])
  tickets.put([buildTicket(1, { rev: 4, last_message_text: 'older' })])
  expect(list.rows.value.map((row) => row.last_message_text)).toEqual(['newer'])
  tickets.put([buildTicket(1, { rev: 6, last_message_text: 'newest' })])
  expect(list.rows.value.map((row) => row.last_message_text)).toEqual(['newest'])
})

it('moves a ticket up when something happens in it', async () => {
  const { tickets, numbers } = await listed([
    buildTicket(1, { last_message_at: at(2) }),
    buildTicket(2, { last_message_at: at(1) }),
  ])
  tickets.put([buildTicket(2, { last_message_at: at(3), rev: 2 })])
  expect(numbers()).toEqual([2, 1])
})

it('keeps the order while the pointer is over it, tells so, and catches up afterwards', async () => {
  const { tickets, list, numbers } = await listed([
    buildTicket(1, { last_message_at: at(2) }),
    buildTicket(2, { last_message_at: at(1) }),
  ])
  list.setPointerOver(true)
  tickets.put([
    buildTicket(2, { last_message_at: at(3), last_message_text: 'Hello?', rev: 2 }),
    buildTicket(3, { last_message_at: at(4) }),
  ])
  expect({
    rows: list.rows.value.map((row) => [row.ticket_number, row.last_message_text]),
    isHeldBack: list.isHeldBack.value,
  }).toEqual({
    rows: [
      [1, 'Where is my lamp?'],
      [2, 'Hello?'],
      [3, 'Where is my lamp?'],
    ],
    isHeldBack: true,
  })
  list.setPointerOver(false)
  expect([numbers(), list.isHeldBack.value]).toEqual([[3, 2, 1], false])
})

it('catches up under the pointer when asked to, and holds on to the new order', async () => {
  const { tickets, list, numbers } = await listed([buildTicket(1, { last_message_at: at(1) })])
  list.setPointerOver(true)
  tickets.put([buildTicket(2, { last_message_at: at(2) })])
  list.catchUp()
  tickets.put([buildTicket(3, { last_message_at: at(3) })])
  expect([numbers(), list.isHeldBack.value]).toEqual([[2, 1, 3], true])
})

it('fills an empty list under the pointer, and keeps that order from then on', async () => {
  const { api, tickets, list, numbers } = await listed([])
  list.setPointerOver(true)
  api.tickets.set('1', buildTicket(1, { last_message_at: at(1) }))
  await list.reload()
  expect([numbers(), list.isHeldBack.value]).toEqual([[1], false])
  tickets.put([buildTicket(2, { last_message_at: at(2) })])
  expect([numbers(), list.isHeldBack.value]).toEqual([[1, 2], true])
})

it('keeps a row in its place under the pointer when the ticket leaves the filter', async () => {
  const { tickets, list, numbers } = await listed([buildTicket(1), buildTicket(2)])
  list.setPointerOver(true)
  tickets.put([buildTicket(2, { status: 'resolved', rev: 2 })])
  expect(numbers()).toEqual([2, 1])
  list.setPointerOver(false)
  expect(numbers()).toEqual([1])
})

it('asks the server once when typing pauses, and shows what it found', async () => {
  const { api, clock, list, numbers } = await listed([
    buildTicket(1, { anonymous_traits: { name: 'Ada' } }),
    buildTicket(2, { anonymous_traits: { name: 'Bo' } }),
  ])
  const before = api.requests.length
  list.search('b')
  await clock.advance(SEARCH_PAUSE_MS - 1)
  list.search('bo')
  await clock.advance(SEARCH_PAUSE_MS)
  expect([numbers(), api.requests.slice(before)]).toEqual([
    [2],
    ['GET tickets/?status=new%2Copen%2Cpending%2Con_hold&search=bo&limit=50&offset=0'],
  ])
})

it('takes along what has been typed when the filter changes before the pause', async () => {
  const { list, numbers } = await listed([
    buildTicket(1, { anonymous_traits: { name: 'Ada' }, status: 'resolved' }),
    buildTicket(2, { anonymous_traits: { name: 'Bo' }, status: 'resolved' }),
  ])
  list.search('bo')
  list.show('resolved')
  await settle()
  expect([numbers(), list.query.value]).toEqual([[2], { filter: 'resolved', search: 'bo' }])
})

/** Tickets 1 to 51, each a minute older than the one before: one more than a page holds. */
const fiftyOne = Array.from({ length: 51 }, (_, index) =>
  buildTicket(index + 1, { last_message_at: at(59 - index) }),
)

it('reads open tickets of every status in one order, page by page', async () => {
  const statuses = ['new', 'open', 'pending', 'on_hold'] as const
  const seed = fiftyOne.map((ticket, index) => ({
    ...ticket,
    status: statuses[index % 4] ?? 'new',
  }))
  const { api, list, numbers } = await listed(seed)
  const first = [numbers(), list.hasMore.value]
  await list.readMore()
  const all = seed.map((ticket) => ticket.ticket_number)
  expect([first, [numbers(), list.hasMore.value], api.requests]).toEqual([
    [all.slice(0, 50), true],
    [all, false],
    [0, 50].map(
      (offset) => `GET tickets/?status=new%2Copen%2Cpending%2Con_hold&limit=50&offset=${offset}`,
    ),
  ])
})

it('shows a ticket known from elsewhere once the list has been read down to it', async () => {
  const old = buildTicket(60, { last_message_at: '2025-01-01T00:00:00.000Z' })
  const { tickets, list, numbers } = await listed([...fiftyOne, old])
  tickets.put([old])
  const before = numbers().includes(60)
  await list.readMore()
  expect([before, numbers().at(-1)]).toEqual([false, 60])
})

it('shows an old ticket at once when its status was changed just now', async () => {
  const { tickets, numbers } = await listed(fiftyOne)
  const reopened = { last_message_at: '2025-01-01T00:00:00.000Z', updated_at: at(59) }
  tickets.put([buildTicket(60, reopened)])
  expect(numbers().at(-1)).toBe(60)
})

it('keeps its rows when the server cannot be reached, and says so', async () => {
  const { api, list, numbers } = await listed([buildTicket(1)])
  api.fail({ to: 'GET tickets/', as: 'offline' })
  await list.reload()
  expect([numbers(), list.state.value.kind]).toEqual([[1], 'failed'])
})

it('drops the answer to a question that is not asked any more', async () => {
  const { api, list, numbers } = await listed([
    buildTicket(1),
    buildTicket(2, { status: 'resolved' }),
  ])
  let arrive = (): void => {}
  const until = new Promise<void>((resolve) => {
    arrive = resolve
  })
  api.fail({ to: 'GET tickets/?status=resolved', as: { until } })
  list.show('resolved')
  await settle()
  list.show('open')
  await settle()
  arrive()
  await settle()
  expect([numbers(), list.state.value]).toEqual([[1], { kind: 'ready' }])
})
