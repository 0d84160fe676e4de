import { type ClientError, createTeamClient } from '@porchlight/client'
import type { Ticket } from '@porchlight/protocol'
import { createManualClock, settle } from '@porchlight/testkit'
import { signal } from '@preact/signals'
import { expect, it } from 'vitest'
import { buildMessage, buildQueryBar, buildTicket, uuid } from '../testing/build.ts'
import { createFakeApi, FAKE_KEY } from '../testing/fake-api.ts'
import { createMemoryDrafts, createMemoryStorage } from '../testing/memory-storage.ts'
import { createInbox } from './inbox.ts'
import { createReplies } from './replies.ts'
import { UNDO_MS } from './reply.ts'
import { UNREAD_PAUSE_MS } from './unread.ts'

/** Nobody opens them here. */
const NO_SETTINGS = {
  part: signal(null),
  load: () => Promise.reject(new Error('not wanted')),
  storage: createMemoryStorage,
}

async function working(seed: readonly Ticket[], open: number | null = null) {
  const api = createFakeApi(seed)
  const clock = createManualClock()
  const ticketNumber = signal(open)
  const isVisible = signal(true)
  const refusals: ClientError[] = []
  const inbox = createInbox({
    client: createTeamClient({ origin: 'https://t', apiKey: FAKE_KEY, fetch: api.fetch, clock }),
    clock,
    random: () => 0,
    ticketNumber,
    isMails: signal(false),
    settings: NO_SETTINGS,
    bar: buildQueryBar(),
    isVisible,
    replies: createReplies({ newKey: () => 'key', clock, drafts: createMemoryDrafts() }),
    onRefused: (error) => refusals.push(error),
  })
  await settle()
  const shown = () => {
    const state = inbox.opened.state.value
    return state.kind === 'open' ? state.thread.messages.value.map((m) => m.content) : state.kind
  }
  return { api, clock, inbox, ticketNumber, isVisible, refusals, shown }
}

const PERSON = {
  name: 'Ada',
  distinct_ids: [],
  properties: {},
  created_at: '2026-01-01T11:00:00.000Z',
  is_identified: false,
}

const messageEvent = (n: number) => ({
  event: 'message' as const,
  data: {
    ticket: uuid('ticket', 1),
    conversation: uuid('conversation', 1),
    message: buildMessage(n),
  },
})

it('shows new tickets and messages as they happen', async () => {
  const { api, inbox, shown } = await working([buildTicket(1)], 1)
  api.emit({ event: 'ticket', data: buildTicket(2, { status: 'new' }) })
  api.emit(messageEvent(7))
  await settle()
  expect([inbox.list.rows.value.map((t) => t.ticket_number), shown()]).toEqual([
    [2, 1],
    ['Message 7'],
  ])
  inbox.close()
})

it('knows who else is at the open ticket, and says that it is looked at', async () => {
  const person = { ...PERSON, id: 'v-1' }
  const { api, inbox } = await working([buildTicket(1, { person }), buildTicket(2)], 1)
  const at = (n: number) => ({ conversation: uuid('conversation', n), ticket: uuid('ticket', n) })
  const ada = { by: 'visitor', who: 'v-1', name: null, doing: 'writing' } as const
  api.mention({ event: 'activity', data: { ...at(1), ...ada } })
  api.mention({ event: 'activity', data: { ...at(2), ...ada, who: 'v-2' } })
  api.mention({ event: 'presence', data: { visitor: 'v-1', is_here: true } })
  await settle()
  const before = [inbox.companions.value.map(({ who }) => who), inbox.isVisitorHere.value]
  api.emit(messageEvent(7))
  await settle()
  expect([...before, inbox.companions.value]).toEqual([['v-1'], true, []])
  expect(api.requests).toContain(`POST ${uuid('conversation', 1)}/activity/`)
  api.endStreams()
  await settle()
  expect(inbox.isVisitorHere.value).toBe(true)
  inbox.close()
})

it('forgets a ticket that is deleted, and says so when it is open', async () => {
  const { api, inbox, shown } = await working([buildTicket(1), buildTicket(2)], 1)
  const ids = { ticket: uuid('ticket', 1), conversation: uuid('conversation', 1) }
  api.emit({ event: 'ticket_deleted', data: ids })
  await settle()
  expect([inbox.list.rows.value.map((t) => t.ticket_number), shown()]).toEqual([[2], 'absent'])
  inbox.close()
})

it('finds the ticket of an address that is in no list, and says when there is none', async () => {
  const { inbox, ticketNumber, shown } = await working(
    [buildTicket(12, { status: 'resolved' })],
    12,
  )
  expect(inbox.opened.ticket.value?.ticket_number).toBe(12)
  ticketNumber.value = 13
  await settle()
  expect(shown()).toBe('absent')
  inbox.close()
})

it('does not call a ticket absent when it could not look', async () => {
  const { api, inbox, ticketNumber, shown } = await working([])
  api.fail({ to: 'GET tickets/?search=12', as: 'offline' })
  ticketNumber.value = 12
  await settle()
  expect(shown()).toBe('failed')
  inbox.close()
})

it('marks a ticket as read while it is open and seen, and not before', async () => {
  const { api, clock, inbox, isVisible } = await working([buildTicket(1)], 1)
  isVisible.value = false
  api.emit({ event: 'ticket', data: buildTicket(1, { rev: 2, unread_team_count: 1 }) })
  await clock.advance(UNREAD_PAUSE_MS)
  const whileHidden = inbox.unread.value
  isVisible.value = true
  await clock.advance(UNREAD_PAUSE_MS)
  expect([whileHidden, inbox.unread.value]).toEqual([1, 0])
  expect(api.requests.filter((r) => r === `GET tickets/${uuid('ticket', 1)}/`)).toHaveLength(1)
  inbox.close()
})

it('lists again after a reset, and reads the open thread again', async () => {
  const { api, inbox, shown } = await working([buildTicket(1)], 1)
  api.tickets.set(uuid('ticket', 2), buildTicket(2))
  api.messages.set(uuid('ticket', 1), [buildMessage(1), buildMessage(2)])
  api.emit({ event: 'reset', data: { reason: 'expired' } })
  await settle()
  expect([inbox.list.rows.value.length, shown()]).toEqual([2, ['Message 1', 'Message 2']])
  inbox.close()
})

it('believes lower revs after a reset that says the store is another one', async () => {
  const { api, inbox, shown } = await working([buildTicket(1, { rev: 9 })], 1)
  api.emit(messageEvent(7))
  await settle()
  api.tickets.set(uuid('ticket', 1), buildTicket(1, { rev: 2, last_message_text: 'restored' }))
  api.emit({ event: 'reset', data: { reason: 'foreign' } })
  await settle()
  expect([inbox.list.rows.value.map((t) => t.last_message_text), shown()]).toEqual([
    ['restored'],
    [],
  ])
  inbox.close()
})

it('shows a reply in its thread without waiting for the feed', async () => {
  const { clock, inbox, shown } = await working([buildTicket(1)], 1)
  inbox.reply.value?.write('On its way.')
  inbox.reply.value?.submit()
  await clock.advance(UNDO_MS)
  expect(shown()).toEqual(['On its way.'])
  inbox.close()
})

it('ends the session when the key runs out in the middle of a reply, and keeps the text', async () => {
  const { api, clock, inbox, refusals } = await working([buildTicket(1)], 1)
  api.fail({ to: 'POST tickets/', as: { status: 401, code: 'authentication_failed' } })
  const reply = inbox.reply.value
  reply?.write('On its way.')
  reply?.submit()
  await clock.advance(UNDO_MS)
  expect([refusals.length, reply?.text.value]).toEqual([1, 'On its way.'])
  inbox.close()
})

it('shows why there is no list when the server cannot be reached, and lists once it can', async () => {
  const { api, clock, inbox } = await working([])
  inbox.close()
  api.tickets.set(uuid('ticket', 1), buildTicket(1))
  api.fail({ to: 'GET events/', as: 'offline' })
  api.fail({ to: 'GET tickets/?', as: 'offline' })
  const again = createInbox({
    client: createTeamClient({ origin: 'https://t', apiKey: FAKE_KEY, fetch: api.fetch, clock }),
    clock,
    random: () => 0.5,
    ticketNumber: signal(null),
    isMails: signal(false),
    settings: NO_SETTINGS,
    bar: buildQueryBar(),
    isVisible: signal(true),
    replies: createReplies({ newKey: () => 'key', clock, drafts: createMemoryDrafts() }),
    onRefused: () => {},
  })
  await settle()
  const before = again.list.state.value.kind
  await clock.advance(1_000)
  expect([before, again.list.state.value.kind, again.list.rows.value.length]).toEqual([
    'failed',
    'ready',
    1,
  ])
  again.close()
})
