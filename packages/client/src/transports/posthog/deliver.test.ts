/** What becomes of ops on a stock server. */
import { describe, expect, it } from 'vitest'
import { signal, visitStock } from '../../testing/stock-visit.ts'

const LANE = {
  mode: 'people',
  isRunActive: false,
  isFollowed: false,
  isHolding: false,
  ticket: null,
} as const

describe('a message', () => {
  it('makes its ticket, and later ones go there', async () => {
    const visit = visitStock()
    const thread = await visit.open({
      traits: { name: 'Ada' },
      context: { current_url: 'https://shop.test/' },
    })
    const first = await visit.deliver(visit.sendOp(thread, 'Hello'))
    const second = await visit.deliver(visit.sendOp(thread, 'Again'))
    const id = visit.api.tickets[0]?.id
    expect(first).toMatchObject({
      kind: 'settled',
      message: { thread, author: 'visitor', content: 'Hello', state: 'posted' },
      thread: { id: thread, title: 'Hello', mode: 'people', ticket: { id } },
    })
    expect(second.kind === 'settled' && second.thread).toBeUndefined()
    expect(visit.api.tickets).toEqual([{ id, texts: ['Hello', 'Again'] }])
    expect(visit.api.bodies).toMatchObject([
      { traits: { name: 'Ada' }, session_context: { current_url: 'https://shop.test/' } },
      { ticket_id: id, traits: {}, session_context: {} },
    ])
  })

  it('goes to the ticket that the core knows, should the memory be lost', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'Hello')
    const ticket = visit.api.tickets[0]?.id ?? ''
    const { session } = (await visit.memory.read()) as { session: string }
    await visit.memory.write({ session })
    visit.reload()
    const op = visit.sendOp(thread, 'Again')
    await visit.transport().deliver(op, { ...LANE, ticket }, signal)
    expect(visit.api.tickets[0]?.texts).toEqual(['Hello', 'Again'])
  })

  it('takes along what was told of the visitor meanwhile', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'Hello')
    const change = { traits: { email: 'ada@example.test' } }
    await visit.transport().deliver({ kind: 'describe', thread, change }, LANE, signal)
    await visit.say(thread, 'Again')
    await visit.say(thread, 'And again')
    expect(visit.api.bodies.map(({ traits }) => traits)).toEqual([{}, change.traits, {}])
  })

  const html = '<html>Log in</html>'
  it.each([
    ['a captive portal', { kind: 'answer', status: 200, body: html }, 'unknown'],
    ['JSON of something else', { kind: 'answer', status: 200, body: '{}' }, 'unknown'],
    ['an empty body', { kind: 'answer', status: 200, body: '' }, 'unknown'],
    ['201, which is no answer of this API', { kind: 'status', status: 201 }, 'unknown'],
    ['a 404 of a proxy', { kind: 'answer', status: 404, body: html }, 'unknown'],
    ['503', { kind: 'answer', status: 503, body: '{"detail":"busy"}' }, 'unknown'],
    ['a 400', { kind: 'answer', status: 400, body: '{"error":"Invalid request data"}' }, 'refused'],
    [
      'a foreign origin',
      { kind: 'answer', status: 403, body: '{"error":"Origin not allowed"}' },
      'unauthorized',
    ],
  ] as const)('knows what %s means', async (_what, fault, kind) => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'Hello')
    visit.api.script(fault)
    expect((await visit.deliver(visit.sendOp(thread, 'Again'))).kind).toBe(kind)
  })

  it.each([
    ['7', 7_000],
    ['-3', 5_000],
    ['99999999', 15 * 60_000],
    ['Thu, 01 Jan 2026 12:00:20 GMT', 20_000],
    ['soon', 5_000],
  ])('waits by a Retry-After of %s', async (header, retryAfterMs) => {
    const visit = visitStock()
    const thread = await visit.open()
    const body = '{"type":"throttled_error","code":"throttled","detail":"Throttled.","attr":null}'
    const headers = { 'retry-after': header }
    visit.api.script({ kind: 'answer', status: 429, body, headers })
    const outcome = await visit.transport().deliver(visit.sendOp(thread, 'Hello'), LANE, signal)
    expect(outcome).toEqual({ kind: 'throttled', retryAfterMs })
  })

  it('that was surely refused keeps no ticket of others from being told', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    visit.api.script({ kind: 'answer', status: 400, body: '{"error":"Invalid request data"}' })
    await visit.deliver(visit.sendOp(thread, 'Hello'))
    const { threads } = (await visit.memory.read()) as {
      threads: Record<string, { creating: unknown }>
    }
    expect(threads[thread]?.creating).toBeNull()
  })
})

describe('reading', () => {
  it('is told when all was seen, and not while there is more', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'Hello')
    const ticket = visit.api.tickets[0]?.id ?? ''
    visit.api.reply(ticket, 'One')
    const seen = (await visit.transport().page(thread, null, 50, signal)).messages.at(-1)?.order
    visit.api.reply(ticket, 'Two')
    const read = async (order: number | string): Promise<number> => {
      await visit.transport().deliver({ kind: 'read', thread, order }, LANE, signal)
      return visit.api.requests.filter((request) => request.endsWith('/read')).length
    }
    expect(await read(seen ?? '')).toBe(0)
    const all = (await visit.transport().page(thread, null, 50, signal)).messages.at(-1)?.order
    expect(await read(all ?? '')).toBe(1)
    expect(await read(all ?? '')).toBe(1)
  })
})

it('refuses what there is no way to do there', async () => {
  const visit = visitStock()
  const thread = await visit.open()
  await visit.say(thread, 'Hello')
  const ops = [
    { kind: 'stop', thread },
    { kind: 'edit', thread, target: 'x', content: 'y' },
    { kind: 'withdraw', thread, target: 'x' },
    { kind: 'rate', thread, id: visit.newId(), score: 5, comment: null },
    { kind: 'describe', thread, change: { isHelped: true } },
  ] as const
  const codes = await Promise.all(
    ops.map(async (op) => {
      const outcome = await visit.transport().deliver(op, LANE, signal)
      return outcome.kind === 'refused' && outcome.code
    }),
  )
  expect(new Set(codes)).toEqual(new Set(['not_supported']))
})

it('pages through a thread that is longer than a page of the server', async () => {
  const visit = visitStock()
  const thread = await visit.open()
  await visit.say(thread, 'Hello')
  const ticket = visit.api.tickets[0]?.id ?? ''
  for (let at = 1; at <= 1_100; at++) visit.api.reply(ticket, `Reply ${at}`)
  const newest = await visit.transport().page(thread, null, 50, signal)
  expect([newest.messages[0]?.content, newest.messages.at(-1)?.content, newest.hasMore]).toEqual([
    'Reply 1051',
    'Reply 1100',
    true,
  ])
  const read = visit.api.requests.length
  let before = newest.messages[0]?.order ?? null
  let count = 50
  for (let hasMore = true; hasMore; ) {
    const page = await visit.transport().page(thread, before, 50, signal)
    count += page.messages.length
    before = page.messages[0]?.order ?? null
    hasMore = page.hasMore
  }
  expect([count, visit.api.requests.length - read]).toEqual([1_101, 0])
})

it('says of itself what there is', async () => {
  const visit = visitStock()
  const session = await visit.transport().session(signal)
  expect(session).toMatchObject({
    capabilities: [],
    mode: 'people',
    settings: { greeting: 'Hey, how can I help you today?', position: 'bottom-right' },
  })
})
