import type { Ticket } from '@porchlight/protocol'
import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { buildTicket, uuid } from '../testing/build.ts'
import { openFakeApi } from '../testing/open-fake-api.ts'
import { createTickets } from './tickets.ts'
import { CROSSING_MS, createWork } from './work.ts'

const ONE = uuid('ticket', 1)
const TWO = uuid('ticket', 2)

function working(...seed: readonly Ticket[]) {
  const {
    api,
    client: { tickets: client },
    clock,
  } = openFakeApi(seed)
  const tickets = createTickets()
  tickets.put(seed)
  const refusals: unknown[] = []
  const work = createWork({ client, tickets, clock, onRefused: (error) => refusals.push(error) })
  const priority = (id = ONE) => tickets.byId.value.get(id)?.priority
  const troubles = () => work.troubles.value.map(({ kind }) => kind)
  /** The next change arrives, or is answered, when this is called. */
  function late(what: 'request' | 'answer' = 'request') {
    let arrive = (): void => {}
    const then = new Promise<void>((resolve) => {
      arrive = resolve
    })
    api.fail({ to: 'PATCH', as: what === 'request' ? { until: then } : { answeredAfter: then } })
    return () => {
      arrive()
      return settle()
    }
  }
  /** Somebody else does it, and the feed tells. */
  function elsewhere(change: Partial<Ticket>, id = ONE) {
    const before = api.tickets.get(id)
    if (before === undefined) throw new Error('no ticket')
    const ticket = { ...before, ...change, rev: before.rev + 1 }
    api.tickets.set(id, ticket)
    tickets.put([ticket])
  }
  return { api, clock, tickets, work, priority, troubles, refusals, late, elsewhere }
}

it('shows a change before the server has it', async () => {
  const { work, priority, late, api } = working(buildTicket(1))
  const arrive = late()
  const changing = work.change(ONE, { priority: 'high' })
  const before = [priority(), api.tickets.get(ONE)?.priority]
  await arrive()
  await changing
  expect([before, priority(), api.tickets.get(ONE)?.priority]).toEqual([
    ['high', null],
    'high',
    'high',
  ])
})

it('takes back what the server refuses, says so, and tries again when asked', async () => {
  const { api, work, priority, troubles } = working(buildTicket(1, { priority: 'low' }))
  api.fail({ to: 'PATCH', as: { status: 409, code: 'conflict' } })
  await work.change(ONE, { priority: 'high' })
  const refused = [priority(), troubles()]
  const [trouble] = work.troubles.value
  if (trouble?.kind === 'failed') trouble.again()
  await settle()
  expect([refused, priority(), troubles()]).toEqual([['low', ['failed']], 'high', []])
})

it('says when somebody else has set another value while ours was on its way', async () => {
  const { work, priority, troubles, late, elsewhere } = working(buildTicket(1))
  const arrive = late()
  const changing = work.change(ONE, { priority: 'high' })
  await settle()
  elsewhere({ priority: 'low' })
  const meanwhile = priority()
  await arrive()
  await changing
  const crossed = [meanwhile, priority(), troubles()]
  const [trouble] = work.troubles.value
  if (trouble?.kind === 'crossed') trouble.turn()
  await settle()
  expect([crossed, priority(), troubles()]).toEqual([['high', 'high', ['crossed']], 'low', []])
})

it('says when somebody else sets another value right after ours, and not when later', async () => {
  const { clock, work, priority, troubles, elsewhere } = working(buildTicket(1))
  await work.change(ONE, { priority: 'high' })
  elsewhere({ priority: 'low' })
  expect([priority(), troubles()]).toEqual(['low', ['crossed']])
  const [trouble] = work.troubles.value
  if (trouble !== undefined) work.dismiss(trouble)
  await work.change(ONE, { priority: 'high' })
  await clock.advance(CROSSING_MS)
  elsewhere({ priority: 'low' })
  expect([priority(), troubles()]).toEqual(['low', []])
})

it.each(['low', null])(
  'says whose value stands when the feed (%s) overtakes the answer to ours',
  async (theirs) => {
    const { work, tickets, priority, late, elsewhere, api } = working(buildTicket(1))
    const arrive = late('answer')
    const changing = work.change(ONE, { priority: 'high' })
    await settle()
    elsewhere({ priority: theirs })
    await arrive()
    await changing
    const [trouble] = work.troubles.value
    const told = trouble?.kind === 'crossed' && [trouble.stands, trouble.theirs.priority]
    const stood = priority()
    if (trouble?.kind === 'crossed') trouble.turn()
    await settle()
    expect([told, stood, api.tickets.get(ONE)?.priority, work.troubles.value]).toEqual([
      ['theirs', theirs],
      theirs,
      'high',
      [],
    ])
    expect(tickets.byId.value.get(ONE)?.priority).toBe('high')
  },
)

it('says nothing when somebody else does the same, or something else', async () => {
  const { work, troubles, late, elsewhere } = working(buildTicket(1, { tags: ['a', 'b'] }))
  const arrive = late()
  const changing = work.change(ONE, { priority: 'high' })
  await settle()
  elsewhere({ status: 'pending', tags: ['b', 'a'] })
  elsewhere({ priority: 'high' })
  await arrive()
  await changing
  elsewhere({ status: 'resolved' })
  expect(troubles()).toEqual([])
})

it('sends changes of one ticket one after the other, so that the last one stands', async () => {
  const { api, work, priority, late } = working(buildTicket(1))
  const arrive = late()
  const first = work.change(ONE, { priority: 'high' })
  const second = work.change(ONE, { priority: 'low' })
  await settle()
  const sent = api.requests.length
  await arrive()
  await Promise.all([first, second])
  expect([sent, priority(), api.tickets.get(ONE)?.priority, work.troubles.value]).toEqual([
    1,
    'low',
    'low',
    [],
  ])
})

it('gives a ticket to somebody, and knows them by their number', async () => {
  const { work, tickets } = working(buildTicket(1))
  const ben = { id: 7, type: 'user', user: { email: 'ben@team.test' }, role: null } as const
  await work.change(ONE, { assignee: ben })
  expect([tickets.byId.value.get(ONE)?.assignee?.id, work.troubles.value]).toEqual([7, []])
  await work.change(ONE, { assignee: null })
  expect(tickets.byId.value.get(ONE)?.assignee).toBeNull()
})

it('changes many at once, and shows what the server has made of it', async () => {
  const { work, tickets, troubles } = working(buildTicket(1), buildTicket(2, { tags: ['full'] }))
  const changing = work.changeStatuses([ONE, TWO], 'resolved')
  const statuses = () => [...tickets.byId.value.values()].map(({ status }) => status)
  const atOnce = statuses()
  await changing
  await work.changeTags([ONE, TWO], 'add', 'vip')
  expect([atOnce, statuses(), tickets.byId.value.get(ONE)?.tags, troubles()]).toEqual([
    ['resolved', 'resolved'],
    ['resolved', 'resolved'],
    ['vip'],
    ['skipped'],
  ])
  expect(work.troubles.value).toEqual([{ kind: 'skipped', numbers: [2] }])
})

it('takes back all of a bulk change that was refused', async () => {
  const { api, work, tickets, troubles } = working(buildTicket(1), buildTicket(2))
  api.fail({ to: 'POST tickets/bulk', as: 'offline' })
  await work.changeStatuses([ONE, TWO], 'resolved')
  expect([[...tickets.byId.value.values()].map(({ status }) => status), troubles()]).toEqual([
    ['open', 'open'],
    ['failed'],
  ])
})

it('ends the session when the key runs out', async () => {
  const { api, work, refusals } = working(buildTicket(1))
  api.fail({ to: 'PATCH', as: { status: 401, code: 'authentication_failed' } })
  await work.change(ONE, { priority: 'high' })
  expect(refusals).toHaveLength(1)
})
