import { createSeededRandom, settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { type ReadEvent, readEvents } from '../testing/event-reader.ts'
import {
  type Json,
  startTestServer,
  type TestServer,
  type VisitorCaller,
} from '../testing/test-server.ts'

const JSON_ONLY = { accept: 'application/json' }

async function openThread(): Promise<TestServer & { ada: VisitorCaller; thread: string }> {
  const server = await startTestServer()
  const ada = await server.visitor()
  return { ...server, ada, thread: await ada.open() }
}

const told = ({ event, data }: ReadEvent): string => {
  if (event === 'message') return `message ${(data.message ?? data).content}`
  return event === 'reset' ? `reset ${data.reason}` : event
}

describe('[SV41] where a reader begins', () => {
  it('is now, after a reset, without a cursor', async () => {
    const { ada, thread } = await openThread()
    await ada.append(thread, 'Before')
    const { body } = await ada.get('/events/', JSON_ONLY)
    await ada.append(thread, 'After')
    const next = await ada.get(`/events/?cursor=${body.cursor}`, JSON_ONLY)
    expect(body).toEqual({
      events: [{ event: 'reset', data: { reason: 'start' }, cursor: body.cursor }],
      cursor: expect.any(String),
      has_more: false,
    })
    expect(next.body.events.map(told)).toEqual(['message After', 'conversation'])
    expect(next.body.cursor).toBe(next.body.events.at(-1).cursor)
  })

  it('is the cursor, and with nothing new it stays there', async () => {
    const { ada } = await openThread()
    const { body } = await ada.get('/events/', JSON_ONLY)
    const next = await ada.get(`/events/?cursor=${body.cursor}`, JSON_ONLY)
    expect(next.body).toEqual({ events: [], cursor: body.cursor, has_more: false })
  })

  it('is the header rather than the query when both are there', async () => {
    const { ada, thread } = await openThread()
    const { body: start } = await ada.get('/events/', JSON_ONLY)
    await ada.append(thread, 'One')
    const { body: later } = await ada.get(`/events/?cursor=${start.cursor}`, JSON_ONLY)
    const feed = await ada.get(`/events/?cursor=${start.cursor}`, {
      ...JSON_ONLY,
      'Last-Event-ID': later.cursor,
    })
    expect(feed.body.events).toEqual([])
  })

  it.each(['nonsense', '-1.x', 'zzzzzz.0123456789abcdef', '.', '0'])(
    'is now for the foreign cursor %s',
    async (cursor) => {
      const { ada } = await openThread()
      const { body } = await ada.get(`/events/?cursor=${cursor}`, JSON_ONLY)
      expect(body.events.map(told)).toEqual(['reset foreign'])
    },
  )

  it("is now for another reader's cursor", async () => {
    const { ada, visitor, key } = await openThread()
    const bob = await visitor()
    const { body } = await ada.get('/events/', JSON_ONLY)
    const [byBob, byTeam] = [
      await bob.get(`/events/?cursor=${body.cursor}`, JSON_ONLY),
      await key.get(`/events/?cursor=${body.cursor}`, JSON_ONLY),
    ]
    expect([byBob, byTeam].map((answer) => answer.body.events.map(told))).toEqual([
      ['reset foreign'],
      ['reset foreign'],
    ])
  })

  it('is now for a cursor of another store, and for one ahead of a restored backup', async () => {
    const [one, other] = [await openThread(), await openThread()]
    await one.ada.append(one.thread, 'Only here')
    const { body } = await one.key.get('/events/', JSON_ONLY)
    const foreign = await other.key.get(`/events/?cursor=${body.cursor}`, JSON_ONLY)
    const ahead = await one.key.get(`/events/?cursor=zzz${body.cursor.slice(1)}`, JSON_ONLY)
    expect([foreign, ahead].map((answer) => answer.body.events.map(told))).toEqual([
      ['reset foreign'],
      ['reset foreign'],
    ])
  })
})

describe('the stream', () => {
  it('[SV42] says at once that it is connected, and breaks the silence', async () => {
    const { ada, clock } = await openThread()
    const response = await ada.raw('GET', '/events/')
    const feed = readEvents(response)
    await feed.until(({ event }) => event === 'reset')
    expect(feed.comments).toEqual(['connected'])
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    const next = feed.next()
    await clock.advance(31_000)
    await feed.leave()
    await next
    expect(feed.comments).toEqual(['connected', 'keepalive'])
  })

  it('[SV40] tells of a change within the turn in which it was committed', async () => {
    const { ada, thread, key } = await openThread()
    await ada.append(thread, 'Hello')
    const feed = readEvents(await ada.raw('GET', '/events/'))
    await feed.until(({ event }) => event === 'reset')
    await key.post('/tickets/1/reply/', { message: 'Hi' })
    const [message, conversation] = [await feed.next(), await feed.next()]
    expect(message).toEqual({
      id: expect.any(String),
      event: 'message',
      data: expect.objectContaining({
        content: 'Hi',
        author: 'agent',
        seq: 2,
        conversation: thread,
      }),
    })
    expect(conversation).toMatchObject({
      event: 'conversation',
      data: { id: thread, ticket: { unread_count: 1, status: 'open' } },
    })
  })

  it('tells each visitor of their own threads alone, and the team of all', async () => {
    const { ada, thread, visitor, key } = await openThread()
    const bob = await visitor()
    const feeds = await Promise.all(
      [ada, bob, key].map(async (caller) => readEvents(await caller.raw('GET', '/events/'))),
    )
    await Promise.all(feeds.map((feed) => feed.until(({ event }) => event === 'reset')))
    await ada.append(thread, 'From Ada')
    const bobs = await bob.open()
    // In one page with the message, the change of the thread would be told once, behind it.
    await feeds[1]?.until(({ event }) => event === 'conversation')
    await bob.append(bobs, 'From Bob')
    const events = await Promise.all(
      feeds.map((feed, i) =>
        feed.until((event) => told(event) === `message From ${i === 0 ? 'Ada' : 'Bob'}`),
      ),
    )
    expect(events.map((list) => list.map(told))).toEqual([
      ['message From Ada'],
      ['message From Bob'],
      ['message From Ada', 'ticket', 'message From Bob'],
    ])
  })

  it('lets go of its subscription when the reader leaves', async () => {
    const { ada, thread, key } = await openThread()
    const feed = readEvents(await ada.raw('GET', '/events/'))
    await feed.until(({ event }) => event === 'reset')
    await feed.leave()
    await ada.append(thread, 'Hello')
    await key.post('/tickets/1/reply/', { message: 'Hi' })
    await settle()
    expect(await feed.next()).toBeNull()
  })
})

describe('[SV32] private notes', () => {
  it('leave no trace with the visitor, by any way', async () => {
    const { ada, thread, key } = await openThread()
    await ada.append(thread, 'Hello')
    const feed = readEvents(await ada.raw('GET', '/events/'))
    const [start] = await feed.until(({ event }) => event === 'reset')
    const before = await ada.get(`/${thread}/`)
    await key.post('/tickets/1/reply/', { message: 'SECRET note', is_private: true })
    const after = await ada.get(`/${thread}/`)
    const batch = await ada.get(`/events/?cursor=${start?.id}`, JSON_ONLY)
    const list = await ada.get('/')
    await ada.append(thread, 'Anyone?')
    const events = await feed.until(({ event }) => event === 'conversation')
    expect(after.body).toEqual(before.body)
    expect(batch.body).toEqual({ events: [], cursor: start?.id, has_more: false })
    expect(JSON.stringify([list.body, events])).not.toContain('SECRET')
    expect(events.map(told)).toEqual(['message Anyone?', 'conversation'])
  })

  it('reach the team, and change neither counts nor order of the inbox', async () => {
    const { ada, thread, key } = await openThread()
    await ada.append(thread, 'Hello')
    const { body: start } = await key.get('/events/', JSON_ONLY)
    const before = await key.get('/tickets/')
    await key.post('/tickets/1/reply/', { message: 'A note', is_private: true })
    const { body } = await key.get(`/events/?cursor=${start.cursor}`, JSON_ONLY)
    expect(body.events).toMatchObject([
      {
        event: 'message',
        data: { conversation: thread, message: { content: 'A note', is_private: true } },
      },
    ])
    expect((await key.get('/tickets/')).body).toEqual(before.body)
  })
})

describe("the team's feed", () => {
  it('[SV4] is silent about a ticket until somebody has written', async () => {
    const { ada, key, id } = await openThread()
    const { body: start } = await key.get('/events/', JSON_ONLY)
    const conversation = id()
    await ada.post('/tickets/', { conversation })
    await ada.enqueue(conversation, 'Waits', { more: true })
    const silent = await key.get(`/events/?cursor=${start.cursor}`, JSON_ONLY)
    await ada.enqueue(conversation, 'Done')
    const loud = await key.get(`/events/?cursor=${silent.body.cursor}`, JSON_ONLY)
    expect(silent.body.events).toEqual([])
    expect(loud.body.events.map(told)).toEqual(['message Waits', 'message Done', 'ticket'])
  })
})

it('[SV43] tells a row as it is now, once, by the last event that points to it', async () => {
  const { ada, thread, id } = await openThread()
  const { body: start } = await ada.get('/events/', JSON_ONLY)
  const key = id()
  await ada.enqueue(thread, 'Helo', { id: key, more: true })
  await ada.patch(`/${thread}/queue/${key}/`, { content: 'Hello' })
  await ada.delete(`/${thread}/queue/${key}/`)
  const { body } = await ada.get(`/events/?cursor=${start.cursor}`, JSON_ONLY)
  expect(body.events).toMatchObject([
    { event: 'message', data: { id: key, content: 'Hello', state: 'withdrawn', rev: 3 } },
    { event: 'conversation' },
  ])
})

it('[SV40] misses nothing while many write and the reader is cut off again and again', async () => {
  const { visitor, key } = await startTestServer()
  const writers = await Promise.all([1, 2, 3, 4].map(() => visitor()))
  const threads = await Promise.all(writers.map((writer) => writer.open()))
  const random = createSeededRandom(7)
  let { cursor } = (await key.get('/events/', JSON_ONLY)).body as { cursor: string }
  const seen: string[] = []

  async function readSome(): Promise<void> {
    const feed = readEvents(await key.raw('GET', `/events/?cursor=${cursor}`))
    for (let left = 1 + random.below(6); left > 0; left--) {
      const event = await feed.next()
      if (event === null) break
      cursor = event.id ?? cursor
      if (event.event === 'message') seen.push(event.data.message.content)
    }
    await feed.leave()
  }

  const writing = writers.map(async (writer, w) => {
    for (let n = 0; n < 12; n++) await writer.enqueue(threads[w] ?? '', `${w}.${n}`)
  })
  const all = Promise.all(writing)
  for (let cut = 0; cut < 12; cut++) await readSome()
  await all
  for (;;) {
    const { body } = (await key.get(`/events/?cursor=${cursor}`, JSON_ONLY)) as Json
    cursor = body.cursor
    for (const { event, data } of body.events)
      if (event === 'message') seen.push(data.message.content)
    if (!body.has_more && body.events.length === 0) break
  }
  const expected = [0, 1, 2, 3].map((w) => Array.from({ length: 12 }, (_, n) => `${w}.${n}`))
  expect([0, 1, 2, 3].map((w) => seen.filter((text) => text.startsWith(`${w}.`)))).toEqual(expected)
})

it('[SV40] comes in batches when there is much to tell', async () => {
  const { ada, thread, key } = await openThread()
  const { body: start } = await key.get('/events/', JSON_ONLY)
  for (let n = 0; n < 60; n++) await ada.append(thread, String(n))
  const first = await key.get(`/events/?cursor=${start.cursor}`, JSON_ONLY)
  const second = await key.get(`/events/?cursor=${first.body.cursor}`, JSON_ONLY)
  const texts = [first, second].flatMap(({ body }) =>
    body.events.flatMap(({ event, data }: Json) =>
      event === 'message' ? [data.message.content] : [],
    ),
  )
  expect([first.body.has_more, second.body.has_more]).toEqual([true, false])
  expect(texts).toEqual(Array.from({ length: 60 }, (_, n) => String(n)))
})
