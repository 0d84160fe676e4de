import type { Ticket } from '@porchlight/protocol'
import { settle } from '@porchlight/testkit'
import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { buildTicket } from '../testing/build.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { FIRST_FILTERS, type Filters, NO_FILTERS } from './filters.ts'
import { createTicketList } from './ticket-list.ts'
import { createTickets } from './tickets.ts'

const at = (minute: number) => `2026-01-01T11:${String(minute).padStart(2, '0')}:00.000Z`

async function listed(seed: readonly Ticket[]) {
  const { api, client, clock } = openFakeApi(seed)
  const tickets = createTickets()
  const filters = signal<Filters | null>(FIRST_FILTERS)
  const me = signal<number | null | undefined>(null)
  const list = createTicketList({ client: client.tickets, tickets, clock, filters, me })
  await list.reload()
  const numbers = () => list.rows.value.map((ticket) => ticket.ticket_number)
  const show = async (change: Partial<Filters>) => {
    filters.value = { ...FIRST_FILTERS, ...change }
    await settle()
  }
  return { api, clock, tickets, list, numbers, filters, me, show }
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
  list.stand('pointer', true)
  tickets.put([
    buildTicket(2, { last_message_at: at(3), last_message_text: 'Hello?', rev: 2 }),
    buildTicket(3, { last_message_at: at(4) }),
  ])
  expect({
    rows: list.rows.value.map((row) => [row.ticket_number, row.last_message_text]),
    isHeldBack: list.isHeldBack.value,
    newCount: list.newCount.value,
  }).toEqual({
    rows: [
      [1, 'Where is my lamp?'],
      [2, 'Hello?'],
    ],
    isHeldBack: true,
    newCount: 1,
  })
  list.stand('pointer', false)
  expect([numbers(), list.isHeldBack.value]).toEqual([[3, 2, 1], false])
})

it('catches up under the pointer when asked to, and holds on to the new order', async () => {
  const { tickets, list, numbers } = await listed([buildTicket(1, { last_message_at: at(1) })])
  list.stand('pointer', true)
  tickets.put([buildTicket(2, { last_message_at: at(2) })])
  list.catchUp()
  tickets.put([buildTicket(3, { last_message_at: at(3) })])
  expect([numbers(), list.newCount.value]).toEqual([[2, 1], 1])
})

it('fills an empty list under the pointer, and keeps that order from then on', async () => {
  const { api, tickets, list, numbers } = await listed([])
  list.stand('pointer', true)
  api.tickets.set('1', buildTicket(1, { last_message_at: at(1) }))
  await list.reload()
  expect([numbers(), list.isHeldBack.value]).toEqual([[1], false])
  tickets.put([buildTicket(2, { last_message_at: at(2) })])
  expect([numbers(), list.newCount.value]).toEqual([[1], 1])
})

it('keeps a row in its place under the pointer when the ticket leaves the filter', async () => {
  const { tickets, list, numbers } = await listed([buildTicket(1), buildTicket(2)])
  list.stand('pointer', true)
  tickets.put([buildTicket(2, { status: 'resolved', rev: 2 })])
  expect(numbers()).toEqual([2, 1])
  list.stand('pointer', false)
  expect(numbers()).toEqual([1])
})

it('shows what the server found for a search, and nothing else', async () => {
  const { api, tickets, numbers, show } = await listed([
    buildTicket(1, { anonymous_traits: { name: 'Ada' } }),
    buildTicket(2, { anonymous_traits: { name: 'Bo' } }),
  ])
  const before = api.requests.length
  await show({ search: 'bo' })
  tickets.put([buildTicket(3, { anonymous_traits: { name: 'Bob' } })])
  expect([numbers(), api.requests.slice(before)]).toEqual([
    [2],
    ['GET tickets/?status=new%2Copen%2Cpending%2Con_hold&search=bo&limit=50&offset=0'],
  ])
})

it('asks for nothing while it is not known what to ask for', async () => {
  const { api, list, filters, numbers } = await listed([buildTicket(1)])
  const before = api.requests.length
  filters.value = null
  await list.reload()
  expect([numbers(), api.requests.length]).toEqual([[], before])
})

it('sorts as it is asked to, those without a time last', async () => {
  const due = (hour: number) => ({ sla_due_at: `2026-01-01T1${hour}:00:00.000Z` })
  const { numbers, show } = await listed([
    buildTicket(1, due(5)),
    buildTicket(2),
    buildTicket(3, due(2)),
  ])
  await show({ order: 'sla_due_at' })
  const soonest = numbers()
  await show({ order: '-created_at' })
  expect([soonest, numbers()]).toEqual([
    [3, 1, 2],
    [3, 2, 1],
  ])
})

it('leaves it to the server who "me" is until that is known', async () => {
  const assignee = { id: 7, type: 'user', user: null, role: null } as const
  const { tickets, me, numbers, show } = await listed([buildTicket(1)])
  me.value = undefined
  await show({ assignee: ['me'] })
  tickets.put([buildTicket(2, { assignee })])
  const before = numbers()
  me.value = 7
  expect([before, numbers()]).toEqual([[1], [2]])
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
  const { api, list, numbers, show } = await listed([
    buildTicket(1),
    buildTicket(2, { status: 'resolved' }),
  ])
  let arrive = (): void => {}
  const until = new Promise<void>((resolve) => {
    arrive = resolve
  })
  api.fail({ to: 'GET tickets/?status=resolved', as: { until } })
  await show({ status: ['resolved'] })
  await show({})
  arrive()
  await settle()
  expect([numbers(), list.state.value]).toEqual([[1], { kind: 'ready' }])
})

it('puts further tickets below the rows that stand still', async () => {
  const { tickets, list, numbers } = await listed(fiftyOne)
  list.stand('scroll', true)
  tickets.put([buildTicket(70, { last_message_at: '2026-01-01T13:00:00.000Z' })])
  await list.readMore()
  expect([numbers().slice(-2), numbers().includes(70), list.newCount.value]).toEqual([
    [50, 51],
    false,
    1,
  ])
})

it('shows the whole answer to a new question although the pointer came over the list meanwhile', async () => {
  const { api, list, numbers, filters } = await listed([
    buildTicket(1),
    buildTicket(2, { status: 'resolved' }),
  ])
  let arrive = (): void => {}
  const until = new Promise<void>((resolve) => {
    arrive = resolve
  })
  api.fail({ to: 'GET tickets/?limit', as: { until } })
  filters.value = NO_FILTERS
  list.stand('pointer', true)
  arrive()
  await settle()
  expect([numbers(), list.newCount.value]).toEqual([[2, 1], 0])
})
