import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { readEvents } from '../testing/event-reader.ts'
import { holdAnswer, LOOK_UP_OF_VISITOR } from '../testing/hold-answer.ts'
import { addSiteKey, hashProof } from '../testing/identity.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { ENGINE, inDatabase } from '../testing/test-database.ts'
import {
  type Answer,
  startTestServer,
  type TestOptions,
  type TestServer,
  type VisitorCaller,
} from '../testing/test-server.ts'

/** Somebody who is known by the phone, and has written from the laptop as nobody yet. */
async function start(options: TestOptions = {}) {
  const server = await startTestServer(options)
  await addSiteKey(server, 'hash')
  const [phone, laptop] = [await server.visitor(), await server.visitor()]
  await identify(server, phone)
  const thread = await laptop.open()
  await laptop.append(thread, 'first')
  return { ...server, phone, laptop, thread }
}

async function identify({ server }: TestServer, { access }: VisitorCaller): Promise<void> {
  const { status } = await server.fetch(
    new Request('http://chat.test/api/conversations/v1/identify/', {
      method: 'POST',
      headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
      body: JSON.stringify(hashProof('ada')),
    }),
  )
  expect(status).toBe(200)
}

/** A request whose sender is known already, and whose body comes when it is let go. */
async function beginSlowly(
  { server, id }: TestServer,
  { access }: VisitorCaller,
  [method, path, body]: readonly [method: string, path: string, body: object],
): Promise<{ arrive(): Promise<Answer> }> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const answering = server.fetch(
    new Request(`http://chat.test/api/projects/1/conversations${path}`, {
      method,
      headers: {
        authorization: `Bearer ${access}`,
        'content-type': 'application/json',
        'Idempotency-Key': id(),
      },
      body: readable,
      duplex: 'half',
    } as RequestInit),
  )
  await settle()
  return {
    async arrive() {
      const writer = writable.getWriter()
      await writer.write(new TextEncoder().encode(JSON.stringify(body)))
      await writer.close()
      const response = await answering
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json') === true
      return { status: response.status, body: isJson ? JSON.parse(text) : text }
    },
  }
}

/** On SQLite, where there is one writer, the two never meet. */
const ifManyWrite = (title: string, test: () => Promise<void>): void =>
  it.skipIf(ENGINE !== 'postgres')(`(PostgreSQL: many writers) ${title}`, test)

/** Whose each conversation is. */
async function owners({ place }: TestServer): Promise<Record<string, string | null>> {
  const rows = await inDatabase(place, (db) =>
    db.selectFrom('conversations').select(['id', 'visitor_id']).execute(),
  )
  return Object.fromEntries(rows.map(({ id, visitor_id }) => [id, visitor_id]))
}

describe('[SV107] a request under way while its browser is identified', () => {
  it('posts into the thread of the person', async () => {
    const test = await start()
    const { phone, laptop, thread } = test
    const slow = await beginSlowly(test, laptop, [
      'POST',
      `/${thread}/append_message/`,
      { content: 'second' },
    ])
    await identify(test, laptop)
    expect((await slow.arrive()).status).toBe(201)
    expect(await test.ticketTexts(thread)).toEqual(['first', 'second'])
    expect(await owners(test)).toEqual({ [thread]: phone.id })
  })

  it('queues into the thread of the person', async () => {
    const test = await start()
    const { laptop, thread } = test
    const slow = await beginSlowly(test, laptop, [
      'POST',
      `/${thread}/queue/`,
      { content: 'second', more: true },
    ])
    await identify(test, laptop)
    expect((await slow.arrive()).status).toBe(200)
  })

  it.each([
    ['tickets', (id: string) => ['/tickets/', { conversation: id }], 201],
    [
      'the stream',
      (id: string, trace: string) => ['/', { conversation: id, content: 'Hi', trace_id: trace }],
      200,
    ],
    [
      'open',
      (id: string, trace: string) => [`/${id}/open/`, { content: 'Hi', trace_id: trace }],
      200,
    ],
  ] as const)('opens a thread of the person, by %s', async (way, requestOf, status) => {
    const assistant = way === 'open' ? createScriptedAssistant() : null
    const test = await start({ assistant })
    const { phone, laptop, thread } = test
    const fresh = test.id()
    const [path, body] = requestOf(fresh, test.id()) as [string, object]
    const slow = await beginSlowly(test, laptop, ['POST', path, body])
    await identify(test, laptop)
    expect((await slow.arrive()).status).toBe(status)
    expect(await owners(test)).toEqual({ [thread]: phone.id, [fresh]: phone.id })
    const tickets = await inDatabase(test.place, (db) =>
      db.selectFrom('tickets').select(['conversation_id', 'distinct_id']).execute(),
    )
    expect(tickets).toContainEqual({ conversation_id: fresh, distinct_id: 'ada' })
  })

  ifManyWrite('leaves no thread behind, however the two meet', async () => {
    const test = await start()
    const { phone, laptop } = test
    await Promise.all([
      identify(test, laptop),
      ...Array.from({ length: 8 }, () => laptop.post('/tickets/', { conversation: test.id() })),
    ])
    const found = Object.values(await owners(test))
    expect(found).toEqual(Array(9).fill(phone.id))
    const tickets = await inDatabase(test.place, (db) =>
      db.selectFrom('tickets').select(['distinct_id', 'identity_verified']).execute(),
    )
    expect(tickets).toEqual(Array(9).fill({ distinct_id: 'ada', identity_verified: 1 }))
  })

  ifManyWrite(
    'makes what it opens verified, also for the first browser of the person',
    async () => {
      const test = await startTestServer()
      await addSiteKey(test, 'hash')
      const ada = await test.visitor()
      await Promise.all([
        identify(test, ada),
        ...Array.from({ length: 8 }, () => ada.post('/tickets/', { conversation: test.id() })),
      ])
      const tickets = await inDatabase(test.place, (db) =>
        db.selectFrom('tickets').select(['distinct_id', 'identity_verified']).execute(),
      )
      expect(tickets).toEqual(Array(8).fill({ distinct_id: 'ada', identity_verified: 1 }))
    },
  )

  it.each(['append_message', 'queue'])(
    'is 401 at %s when the token is gone, so that the browser asks for another one',
    async (where) => {
      const test = await start()
      const { laptop, thread } = test
      const slow = await beginSlowly(test, laptop, [
        'POST',
        `/${thread}/${where}/`,
        { content: 'second' },
      ])
      await inDatabase(test.place, (db) => db.deleteFrom('access_tokens').execute())
      const answer = await slow.arrive()
      expect([answer.status, answer.body.code]).toEqual([401, 'authentication_failed'])
      expect(await test.ticketTexts(thread)).toEqual(['first'])
    },
  )

  it('is 401 when the token has expired meanwhile', async () => {
    const test = await start()
    const slow = await beginSlowly(test, test.laptop, [
      'POST',
      '/tickets/',
      { conversation: test.id() },
    ])
    await test.clock.advance(15 * 60_000)
    expect((await slow.arrive()).status).toBe(401)
  })
})

describe.skipIf(ENGINE !== 'postgres')(
  '[SV107] (PostgreSQL: an answer can be held) what reads while its browser is identified',
  () => {
    /** Asks, identifies the browser when the sender is known and nothing is read, and goes on. */
    async function askMeanwhile<T>(
      test: Awaited<ReturnType<typeof start>>,
      ask: () => Promise<T>,
      meanwhile: () => Promise<void> = () => identify(test, test.laptop),
    ): Promise<T> {
      const held = holdAnswer(LOOK_UP_OF_VISITOR)
      const answering = ask()
      await held.given
      await meanwhile()
      held.letGo()
      return await answering
    }

    it('lists what the person has', async () => {
      const test = await start()
      const { body } = await askMeanwhile(test, () => test.laptop.get('/'))
      expect(body.results.map(({ id }: { id: string }) => id)).toEqual([test.thread])
    })

    it('is 401 in the list when the token is gone', async () => {
      const test = await start()
      const { status } = await askMeanwhile(
        test,
        () => test.laptop.get('/'),
        () =>
          inDatabase(
            test.place,
            async (db) => void (await db.deleteFrom('access_tokens').execute()),
          ),
      )
      expect(status).toBe(401)
    })

    it('gets a cursor of the feed that is the person’s', async () => {
      const test = await start()
      const asJson = { accept: 'application/json' }
      const first = await askMeanwhile(test, () => test.laptop.get('/events/', asJson))
      await test.laptop.append(test.thread, 'second')
      const { body } = await test.laptop.get(`/events/?cursor=${first.body.cursor}`, asJson)
      expect(body.events.map(({ event }: { event: string }) => event)).toContain('message')
    })

    it('has a stream that ends at once, rather than one that tells nothing', async () => {
      const test = await start()
      const stream = await askMeanwhile(test, () => test.laptop.raw('GET', '/events/'))
      // Ended, or this would never resolve.
      await readEvents(stream).rest()
      expect(stream.status).toBe(200)
    })
  },
)
