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
  expect(numbers()).toEqual([2])
  expect(api.requests.slice(before)).toEqual(
    ['new', 'open', 'pending', 'on_hold'].map(
      (status) => `GET tickets/?status=${status}&search=bo&limit=50&offset=0`,
    ),
  )
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

it('shows nothing below the place where one of several lists has not been read on', async () => {
  const many = Array.from({ length: 51 }, (_, n) =>
    buildTicket(100 + n, {
      last_message_at: `2026-01-01T10:${59 - n}:00.000Z`.replace(/:(\d):/, ':0$1:'),
    }),
  )
  const old = buildTicket(1, { status: 'pending', last_message_at: '2025-01-01T00:00:00.000Z' })
  const { list, numbers } = await listed([...many, old])
  expect([numbers().length, numbers().includes(1), list.hasMore.value]).toEqual([50, false, true])
  await list.readMore()
  expect([numbers().length, numbers().at(-1), list.hasMore.value]).toEqual([52, 1, false])
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
