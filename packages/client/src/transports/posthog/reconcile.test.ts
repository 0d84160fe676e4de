/** Messages in doubt: none lost, none doubled, and no guess where nobody knows. */
import type { SendOp } from '@porchlight/protocol'
import { describe, expect, it } from 'vitest'
import { signal, visitStock } from '../../testing/stock-visit.ts'

/** Looks without letting time pass. @returns what was found so far */
function lookFor(visit: ReturnType<typeof visitStock>, op: SendOp): () => string | null {
  let found: string | null = null
  void visit
    .transport()
    .reconcile(op, { base: null, owned: new Set() }, signal)
    .then(({ kind }) => {
      found = kind
    })
  return () => found
}

describe('a message in a ticket that there is', () => {
  it('is found by its place when its answer was lost', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    const base = await visit.say(thread, 'Hello')
    visit.api.script({ kind: 'cut_after' })
    const op = visit.sendOp(thread, 'Hello')
    expect((await visit.deliver(op)).kind).toBe('unknown')
    const found = await visit.look(op, { base, owned: new Set() })
    expect(found).toMatchObject({ kind: 'present', message: { thread, content: 'Hello' } })
  })

  it('is the oldest of several that it could be, and none that is accounted for', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    const base = await visit.say(thread, 'First')
    visit.api.script({ kind: 'cut_after' }, { kind: 'cut_after' })
    const [one, other] = [visit.sendOp(thread, 'Hello'), visit.sendOp(thread, 'Hello')]
    await visit.deliver(one)
    await visit.deliver(other)
    const first = await visit.look(one, { base, owned: new Set() })
    const id = first.kind === 'present' ? first.message.id : ''
    const second = await visit.look(other, { base, owned: new Set([id]) })
    const ids = [first, second].map((found) => found.kind === 'present' && found.message.id)
    expect(new Set(ids).size).toBe(2)
    expect(second.kind).toBe('present')
  })

  it('is known by its op when only its settling was lost', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    visit.reload()
    expect((await visit.look(op)).kind).toBe('present')
  })

  it('is absent soon when the network was gone before it was sent', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'First')
    const op = visit.sendOp(thread, 'Hello')
    expect((await visit.deliver(op, AbortSignal.abort())).kind).toBe('unknown')
    const found = lookFor(visit, op)
    await visit.clock.advance(2_000)
    expect(found()).toBe('absent')
  })

  it('is absent after two looks, of which the second comes when nothing is under way', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'First')
    visit.api.script({ kind: 'cut_before' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    const found = lookFor(visit, op)
    // Ten of the thirty seconds went by with the sending.
    await visit.clock.advance(19_999)
    expect(found()).toBeNull()
    await visit.clock.advance(1)
    expect(found()).toBe('absent')
  })

  it('waits all of the time for what was sent before a reload', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'First')
    visit.api.script({ kind: 'cut_before' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    visit.reload()
    let isOver = false
    void visit
      .transport()
      .reconcile(op, { base: null, owned: new Set() }, signal)
      .then(() => {
        isOver = true
      })
    await visit.clock.advance(29_999)
    expect(isOver).toBe(false)
    await visit.clock.advance(1)
    expect(isOver).toBe(true)
  })

  it('is found when it arrives late', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'First')
    visit.api.script({ kind: 'late', afterMs: 25_000 })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    expect((await visit.look(op)).kind).toBe('present')
  })

  it('is found by the second look when the first one was of before', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'First')
    visit.api.lag(true)
    visit.api.script({ kind: 'cut_after' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    const found = visit.transport().reconcile(op, { base: null, owned: new Set() }, signal)
    await visit.clock.advance(1_000)
    visit.api.lag(false)
    await visit.clock.advance(30_000)
    expect((await found).kind).toBe('present')
  })

  it.each([
    ['an error', { status: 500, body: '{"error":"boom"}' }],
    ['a captive portal', { status: 200, body: '<html>Log in</html>' }],
    ['a status near 200', { status: 203, body: '{"messages":[],"has_more":false}' }],
  ])('stays in doubt when the list answers with %s', async (_what, answer) => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'First')
    visit.api.script({ kind: 'cut_before' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    visit.api.breakLists(answer)
    expect((await visit.look(op)).kind).toBe('unclear')
  })

  it('is nowhere once the ticket went to another browser, and sending it again says so', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'First')
    visit.api.script({ kind: 'cut_before' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    visit.api.move(visit.api.tickets[0]?.id ?? '')
    expect((await visit.look(op)).kind).toBe('absent')
    expect(await visit.deliver(op)).toEqual({ kind: 'gone' })
  })

  it('is looked for where nothing is cached', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'First')
    visit.api.script({ kind: 'cut_before' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    await visit.look(op)
    const lists = visit.api.requests.filter((request) => request.includes('/messages/'))
    expect(lists.length).toBe(2)
    expect(lists.filter((request) => !request.includes('limit=49'))).toEqual([])
  })
})

describe('a first message, whose ticket has no id here yet', () => {
  it('is found in its ticket, which becomes that of the thread', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    visit.api.script({ kind: 'cut_after' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    const found = await visit.look(op)
    const id = visit.api.tickets[0]?.id
    expect(found).toMatchObject({ kind: 'present', thread: { id: thread, ticket: { id } } })
    await visit.say(thread, 'Again')
    expect(visit.api.tickets).toEqual([{ id, texts: ['Hello', 'Again'] }])
  })

  it('goes into the ticket that was made for it and stayed empty', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    visit.api.script({ kind: 'crash_between' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    expect((await visit.look(op)).kind).toBe('absent')
    expect((await visit.deliver({ ...op, attempt: 2 })).kind).toBe('settled')
    expect(visit.api.tickets.map(({ texts }) => texts)).toEqual([['Hello']])
  })

  it('goes into that ticket also when a person was faster', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    visit.api.script({ kind: 'crash_between' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    visit.api.reply(visit.api.tickets[0]?.id ?? '', 'Anybody there?')
    expect((await visit.look(op)).kind).toBe('absent')
    await visit.deliver({ ...op, attempt: 2 })
    expect(visit.api.tickets.map(({ texts }) => texts)).toEqual([['Anybody there?', 'Hello']])
  })

  it('makes no second ticket while the first may yet come', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    visit.api.script({ kind: 'late', afterMs: 20_000 })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    expect((await visit.look(op)).kind).toBe('present')
    expect(visit.api.tickets.map(({ texts }) => texts)).toEqual([['Hello']])
  })

  it('is not found in a ticket of before, though it has the same words', async () => {
    const visit = visitStock()
    const feed = visit.listen()
    const before = await visit.open()
    await visit.say(before, 'Hello')
    await visit.clock.advance(5_000)
    const thread = await visit.open()
    visit.api.script({ kind: 'cut_before' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    expect((await visit.look(op)).kind).toBe('absent')
    feed.close()
  })

  it('is found in a ticket of its own when another thread began with the same words', async () => {
    const visit = visitStock()
    const threads = [await visit.open(), await visit.open()]
    visit.api.script({ kind: 'cut_after' }, { kind: 'cut_after' })
    const ops = threads.map((thread) => visit.sendOp(thread, 'Hello'))
    for (const op of ops) await visit.deliver(op)
    const found = await Promise.all(ops.map((op) => visit.look(op)))
    const tickets = found.map((one) => one.kind === 'present' && one.thread?.ticket?.id)
    expect(new Set(tickets)).toEqual(new Set(visit.api.tickets.map(({ id }) => id)))
  })

  it('is not told of as a thread of its own, whatever the clock says', async () => {
    const visit = visitStock()
    const feed = visit.listen()
    const thread = await visit.open()
    visit.api.script({ kind: 'cut_after' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    visit.clock.setNow(visit.clock.now() + 86_400_000)
    await visit.clock.advance(20_000)
    expect(feed.texts()).toEqual([])
    expect(await visit.look(op)).toMatchObject({ kind: 'present', thread: { id: thread } })
    feed.close()
  })

  it('is not told of as a thread of its own meanwhile', async () => {
    const visit = visitStock()
    const feed = visit.listen()
    const thread = await visit.open()
    visit.api.script({ kind: 'cut_after' })
    const op = visit.sendOp(thread, 'Hello')
    await visit.deliver(op)
    await visit.clock.advance(20_000)
    expect(feed.texts()).toEqual([])
    await visit.look(op)
    const told = feed.events.flatMap((event) => (event.kind === 'thread' ? [event.thread.id] : []))
    expect(new Set(told)).toEqual(new Set([thread]))
    expect(feed.texts()).toEqual(['Hello'])
    feed.close()
  })
})

describe('a message that the browser has repeated by itself', () => {
  it('is shown once when its answer was slow', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'First')
    visit.api.script({ kind: 'twice', afterMs: 4_000 })
    expect((await visit.deliver(visit.sendOp(thread, 'Hello'))).kind).toBe('settled')
    expect(visit.api.tickets[0]?.texts).toEqual(['First', 'Hello', 'Hello'])
    const page = await visit.transport().page(thread, null, 50, signal)
    expect(page.messages.map(({ content }) => content)).toEqual(['First', 'Hello'])
    const feed = visit.listen()
    await visit.clock.advance(0)
    visit.api.reply(visit.api.tickets[0]?.id ?? '', 'Hi')
    await visit.clock.advance(5_000)
    expect(feed.texts()).toEqual(['Hi'])
    feed.close()
  })

  it('does not hide what the visitor has said twice', async () => {
    const visit = visitStock()
    const thread = await visit.open()
    await visit.say(thread, 'Hello')
    visit.api.script({ kind: 'twice', afterMs: 4_000 })
    await visit.deliver(visit.sendOp(thread, 'Hello'))
    const page = await visit.transport().page(thread, null, 50, signal)
    expect(page.messages.map(({ content }) => content)).toEqual(['Hello', 'Hello'])
  })

  it('makes no second thread, until somebody answers in it', async () => {
    const visit = visitStock()
    const feed = visit.listen()
    const thread = await visit.open()
    visit.api.script({ kind: 'twice', afterMs: 4_000 })
    await visit.deliver(visit.sendOp(thread, 'Hello'))
    await visit.clock.advance(10_000)
    const threads = (): unknown =>
      new Set(feed.events.flatMap((event) => (event.kind === 'thread' ? [event.thread.id] : [])))
    expect(threads()).toEqual(new Set([thread]))
    const twin = visit.api.tickets[0]?.id ?? ''
    visit.api.reply(twin, 'Hi')
    await visit.clock.advance(10_000)
    expect(threads()).toEqual(new Set([thread, twin]))
    feed.close()
  })
})
