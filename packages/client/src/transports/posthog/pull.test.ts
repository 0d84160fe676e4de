/** News from a server that has to be asked: how often, and that nothing is missed or told twice. */
import { describe, expect, it } from 'vitest'
import { type StockVisit, signal, visitStock } from '../../testing/stock-visit.ts'

/** A visitor with one ticket, who listens. */
async function start(): Promise<StockVisit & { thread: string; ticket: string }> {
  const visit = visitStock()
  const thread = await visit.open()
  await visit.say(thread, 'Hello')
  return { ...visit, thread, ticket: visit.api.tickets[0]?.id ?? '' }
}

const polls = ({ api }: StockVisit): number =>
  api.requests.filter((request) => request.includes('/tickets')).length

/** Time with the requests that were made in it. */
async function pollsWithin(visit: StockVisit, ms: number): Promise<number> {
  const before = polls(visit)
  await visit.clock.advance(ms)
  return polls(visit) - before
}

describe('how often it asks', () => {
  it('asks every 5 seconds while somebody waits for an answer', async () => {
    const visit = await start()
    const feed = visit.listen()
    await visit.clock.advance(0)
    expect(await pollsWithin(visit, 60_000)).toBe(12)
    feed.close()
  })

  it('asks ever more seldom while nobody does, to once in 5 minutes', async () => {
    const visit = await start()
    const feed = visit.listen(null, 'idle')
    await visit.clock.advance(0)
    // The first asking brings the ticket's own message, or else is one in vain.
    expect(await pollsWithin(visit, 10 * 60_000)).toBeLessThanOrEqual(5)
    expect(await pollsWithin(visit, 30 * 60_000)).toBe(6)
    feed.close()
  })

  it('asks never while nobody can see the page, and soon when somebody looks again', async () => {
    const visit = await start()
    const feed = visit.listen(null, 'hidden')
    await visit.clock.advance(0)
    expect(await pollsWithin(visit, 60 * 60_000)).toBe(0)
    feed.attention.set('idle')
    expect(await pollsWithin(visit, 0)).toBe(1)
    feed.close()
  })

  it('asks at once when somebody begins to wait, unless it has just asked', async () => {
    const visit = await start()
    const feed = visit.listen(null, 'idle')
    await visit.clock.advance(0)
    await visit.clock.advance(3_000)
    feed.attention.set('watching')
    expect(await pollsWithin(visit, 1_999)).toBe(0)
    expect(await pollsWithin(visit, 1)).toBe(1)
    feed.attention.set('idle')
    await visit.clock.advance(30_000)
    feed.attention.set('watching')
    expect(await pollsWithin(visit, 0)).toBe(1)
    feed.close()
  })

  it('is not stopped by a wall clock that is set back', async () => {
    const visit = await start()
    const feed = visit.listen()
    await visit.clock.advance(0)
    visit.clock.setNow(0)
    expect(await pollsWithin(visit, 10_000)).toBe(2)
    feed.close()
  })

  it('ends with what the server says of a pause, and with what it says of the token', async () => {
    const visit = await start()
    const feed = visit.listen()
    await visit.clock.advance(0)
    visit.api.breakLists({ status: 429, body: '{"detail":"Request was throttled."}' })
    await visit.clock.advance(5_000)
    expect(feed.failure()?.failure).toEqual({ kind: 'throttled', retryAfterMs: 5_000 })
    visit.api.breakLists({ status: 403, body: '{"error":"Authentication required"}' })
    const again = visit.listen(feed.cursor())
    await visit.clock.advance(0)
    expect(again.failure()?.failure).toEqual({ kind: 'unauthorized', isFinal: true })
  })

  it('reads no thread in which nothing has happened', async () => {
    const visit = await start()
    const feed = visit.listen()
    await visit.clock.advance(0)
    const before = visit.api.requests.length
    await visit.clock.advance(20_000)
    const asked = visit.api.requests.slice(before)
    expect(asked.filter((request) => !request.includes('/tickets'))).toEqual([])
    feed.close()
  })
})

describe('what it tells', () => {
  it('tells of replies, of the assistant too, and of what is unread', async () => {
    const visit = await start()
    const feed = visit.listen()
    await visit.clock.advance(0)
    visit.api.reply(visit.ticket, 'Hi', { author: 'human' })
    visit.api.reply(visit.ticket, 'I am a program', { author: 'AI' })
    await visit.clock.advance(5_000)
    const told = feed.events.flatMap((e) => (e.kind === 'message' ? [e.message] : []))
    expect(told.map(({ author, authorName, content }) => [author, authorName, content])).toEqual([
      ['agent', 'Maja', 'Hi'],
      ['assistant', null, 'I am a program'],
    ])
    const last = feed.events.at(-1)
    expect(last?.kind === 'thread' && last.thread).toMatchObject({
      id: visit.thread,
      unread: 1,
      ticket: { id: visit.ticket, number: 1, status: 'open' },
      lastMessageText: 'I am a program',
    })
    feed.close()
  })

  it('misses no row that a slow transaction puts behind the newest one', async () => {
    const visit = await start()
    const feed = visit.listen()
    await visit.clock.advance(60_000)
    const begunUs = visit.clock.now() * 1_000
    await visit.clock.advance(2_000)
    visit.api.reply(visit.ticket, 'Second')
    await visit.clock.advance(5_000)
    visit.api.reply(visit.ticket, 'First', { createdUs: begunUs })
    visit.api.reply(visit.ticket, 'Same time as the first', { createdUs: begunUs })
    await visit.clock.advance(5_000)
    expect(feed.texts()).toEqual(['Second', 'First', 'Same time as the first'])
    feed.close()
  })

  it.each([48, 49, 98, 120])('tells of %i replies at once, each once', async (count) => {
    const visit = await start()
    const feed = visit.listen()
    await visit.clock.advance(60_000)
    visit.api.reply(visit.ticket, 'Before')
    await visit.clock.advance(60_000)
    const texts = Array.from({ length: count }, (_, at) => `Reply ${at}`)
    // Five of each time, so that pages end between rows of equal times.
    texts.forEach((text, at) => {
      const createdUs = visit.clock.now() * 1_000 + Math.floor(at / 5)
      visit.api.reply(visit.ticket, text, { createdUs })
    })
    await visit.clock.advance(5_000)
    expect(feed.texts().length).toBe(count + 1)
    expect(new Set(feed.texts())).toEqual(new Set(['Before', ...texts]))
    feed.close()
  })

  it('tells of a changed row under a higher rev', async () => {
    const visit = await start()
    const feed = visit.listen()
    await visit.clock.advance(0)
    visit.api.reply(visit.ticket, 'Helo')
    await visit.clock.advance(5_000)
    const told = (): [string, number][] =>
      feed.events.flatMap((e) => (e.kind === 'message' ? [[e.message.content, e.message.rev]] : []))
    const first = feed.events.find((e) => e.kind === 'message')
    visit.api.edit(first?.kind === 'message' ? first.message.id : '', 'Hello')
    visit.api.reply(visit.ticket, 'Anything else?')
    await visit.clock.advance(5_000)
    const [[, before = 0] = [], [text, after = 0] = []] = told()
    expect([text, after > before, told().length]).toEqual(['Hello', true, 3])
    feed.close()
  })

  it('tells of a ticket of another tab as a thread of its own', async () => {
    const visit = await start()
    const feed = visit.listen()
    await visit.clock.advance(0)
    const { session } = (await visit.memory.read()) as { session: string }
    await visit.api.fetch('http://posthog.test/api/conversations/v1/widget/message', {
      method: 'POST',
      headers: { 'X-Conversations-Token': 'public-token' },
      body: JSON.stringify({ widget_session_id: session, message: 'From elsewhere' }),
    })
    await visit.clock.advance(5_000)
    const last = feed.events.at(-1)
    expect(last?.kind === 'thread' && last.thread.id).toBe(visit.api.tickets[1]?.id)
    expect(feed.texts()).toEqual(['From elsewhere'])
    feed.close()
  })
})

describe('where it goes on', () => {
  it('tells again of all above the cursor, and of nothing below', async () => {
    const visit = await start()
    const feed = visit.listen()
    await visit.clock.advance(0)
    for (const text of ['One', 'Two', 'Three']) visit.api.reply(visit.ticket, text)
    await visit.clock.advance(5_000)
    feed.close()
    const two = feed.events.find((e) => e.kind === 'message' && e.message.content === 'Two')
    const again = visit.listen(two?.kind === 'message' ? two.cursor : null)
    await visit.clock.advance(0)
    expect(again.texts()).toEqual(['Three'])
    again.close()
    const after = visit.listen(again.cursor())
    await visit.clock.advance(10_000)
    expect(after.texts()).toEqual([])
    after.close()
  })

  it('goes on after a reload, with the same session and threads', async () => {
    const visit = await start()
    const feed = visit.listen()
    await visit.clock.advance(0)
    feed.close()
    visit.reload()
    visit.api.reply(visit.ticket, 'Welcome back')
    const again = visit.listen(feed.cursor())
    await visit.clock.advance(0)
    expect(again.events.map(({ kind }) => kind)).toEqual(['connected', 'message', 'thread'])
    again.close()
  })

  it('starts over from a cursor of another memory', async () => {
    const visit = await start()
    const feed = visit.listen('another.7')
    await visit.clock.advance(0)
    expect(feed.events.map(({ kind }) => kind)).toEqual(['connected', 'reset'])
    feed.close()
  })

  it('keeps its session whatever else of its memory cannot be read', async () => {
    const visit = await start()
    const { session } = (await visit.memory.read()) as { session: string }
    await visit.memory.write({ session, threads: { x: { ticket: 7 } }, era: 9 })
    visit.reload()
    expect((await visit.transport().session(signal)).visitor).toBe(session)
    const feed = visit.listen('x.1')
    await visit.clock.advance(0)
    const reset = feed.events.find((event) => event.kind === 'reset')
    expect(reset?.threads.map(({ ticket }) => ticket?.id ?? null)).toEqual([null, visit.ticket])
    feed.close()
  })

  it('leaves out of a reset what went to another browser', async () => {
    const visit = await start()
    visit.api.move(visit.ticket)
    const feed = visit.listen()
    await visit.clock.advance(0)
    const reset = feed.events.find((event) => event.kind === 'reset')
    expect(reset?.threads).toEqual([])
    feed.close()
  })
})
