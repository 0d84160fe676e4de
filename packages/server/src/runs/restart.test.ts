import { createSeededRandom, settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { CLOSE_LIMIT_MS } from '../create-server.ts'
import { DEFAULTS } from '../server-options.ts'
import { openDatabase, type Place } from '../store/open-database.ts'
import { createStore } from '../store/store.ts'
import { type ReadEvent, readEvents } from '../testing/event-reader.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { ENGINE, inDatabase, sabotage, TEST_POLICY } from '../testing/test-database.ts'
import { startTestServer, type TestServer, type VisitorCaller } from '../testing/test-server.ts'
import { loadThread, saveThread } from '../thread/thread.ts'
import { beginRun } from './begin-run.ts'

describe('[SV61] a server that was killed', () => {
  it.skipIf(ENGINE !== 'sqlite')(
    '[SV16] (SQLite: no other process can be alive) comes back with the partial answer, marked incomplete, and does not redo it',
    async () => {
      const assistant = createScriptedAssistant()
      const before = await startTestServer({ assistant })
      const ada = await before.visitor()
      const thread = await ada.open()
      await ada.append(thread, 'Question')
      const turn = await assistant.turn()
      turn.say('Half an answer')
      await settle()

      const next = createScriptedAssistant()
      const after = await before.startAgain({ assistant: next })
      const again = after.callerWith(ada.access)
      expect((await again.get(`/${thread}/`)).body).toMatchObject({
        status: 'idle',
        run: null,
        messages: [
          { content: 'Question' },
          { content: 'Half an answer', incomplete: true, state: 'posted' },
        ],
      })
      // The old process wakes up: its run is over, so it can write nothing.
      turn.say(' and the rest')
      turn.end()
      await settle()
      expect((await again.get(`/${thread}/`)).body.messages).toHaveLength(2)
      expect(next.calls).toBe(0)
    },
  )

  it.skipIf(ENGINE !== 'sqlite')(
    '[SV16] (SQLite: no other process can be alive) leaves nothing of an answer without a word',
    async () => {
      const assistant = createScriptedAssistant()
      const before = await startTestServer({ assistant })
      const ada = await before.visitor()
      const thread = await ada.open()
      await ada.append(thread, 'Question')
      await assistant.turn()
      const after = await before.startAgain({ assistant: null })
      expect((await after.callerWith(ada.access).get(`/${thread}/`)).body).toMatchObject({
        status: 'idle',
        mode: 'people',
        messages: [{ content: 'Question' }],
      })
    },
  )

  it('begins the run that it had promised, and not begun', async () => {
    const before = await startTestServer()
    const ada = await before.visitor()
    const thread = await ada.open()
    await ada.append(thread, 'Question')
    await before.server.close()
    const store = createStore(await openDatabase(before.place, DEFAULTS.log), {
      clock: before.clock,
      random: createSeededRandom(4).fill,
      policy: { ...TEST_POLICY, hasAssistant: true },
    })
    await store.write(async (tx) => {
      const loaded = await loadThread(tx, thread)
      if (loaded === null) throw new Error('no thread')
      loaded.conversation.mode = 'assistant'
      await beginRun(tx, loaded)
      saveThread(tx, loaded)
    })
    await store.close()
    const assistant = createScriptedAssistant()
    await before.startAgain({ assistant })
    const turn = await assistant.turn()
    expect(turn.history).toEqual([{ author: 'visitor', content: 'Question' }])
  })

  it.skipIf(ENGINE !== 'sqlite')(
    '(SQLite: no other process can be alive) drains the queue that a dead run left behind, and answers it',
    async () => {
      const assistant = createScriptedAssistant()
      const before = await startTestServer({ assistant })
      const ada = await before.visitor()
      const thread = await ada.open()
      await ada.append(thread, 'Question')
      await assistant.turn()
      await ada.enqueue(thread, 'Another')
      const next = createScriptedAssistant()
      await before.startAgain({ assistant: next })
      const turn = await next.turn()
      expect(turn.history.map(({ content }) => content)).toEqual(['Question', 'Another'])
    },
  )

  it('drains a queue whose time came while it was down, and waits out one whose time did not', async () => {
    const before = await startTestServer()
    const ada = await before.visitor()
    const [due, waiting] = [await ada.open(), await ada.open()]
    await ada.enqueue(due, 'Due', { more: true })
    await before.server.close()
    await before.clock.advance(3_000)
    const after = await before.startAgain()
    const again = { ...ada, ...after.callerWith(ada.access) }
    await settle()
    expect(await after.ticketTexts(due)).toEqual(['Due'])

    const headers = { 'Idempotency-Key': after.id() }
    await again.post(`/${waiting}/queue/`, { content: 'Waits', more: true }, headers)
    await after.server.close()
    const third = await after.startAgain()
    await third.clock.advance(2_999)
    expect(await third.ticketTexts(waiting)).toEqual([])
    await third.clock.advance(1)
    expect(await third.ticketTexts(waiting)).toEqual(['Waits'])
  })

  it('keeps visitors, tokens, threads and the feed where they were', async () => {
    const before = await startTestServer()
    const ada = await before.visitor()
    const thread = await ada.open()
    await ada.append(thread, 'Hello')
    const { body } = await ada.get('/events/', { accept: 'application/json' })
    await before.server.close()
    const after = await before.startAgain()
    const again = after.callerWith(ada.access)
    await after.key.post('/tickets/1/reply/', { message: 'Hi' })
    const feed = await again.get(`/events/?cursor=${body.cursor}`, { accept: 'application/json' })
    expect(feed.body.events.map((event: { event: string }) => event.event)).toEqual([
      'message',
      'conversation',
    ])
  })
})

/** A killed server with two answers half written, whose data is then changed from outside. */
async function killWithTwoAnswers(
  change: (place: Place, first: string) => Promise<unknown>,
): Promise<{ before: TestServer; ada: VisitorCaller; threads: [string, string] }> {
  const assistant = createScriptedAssistant()
  const before = await startTestServer({ assistant })
  const ada = await before.visitor()
  const threads: [string, string] = [await ada.open(), await ada.open()]
  for (const thread of threads) {
    await ada.append(thread, 'Question')
    const turn = await assistant.turn()
    turn.say('Half an answer')
    await settle()
  }
  await change(before.place, threads[0])
  return { before, ada, threads }
}

/** As an older version let it happen: a message under the id of the answer that is being written. */
async function takeAnswerId(place: Place, conversation: string): Promise<void> {
  await inDatabase(place, async (db) => {
    const run = await db
      .selectFrom('runs')
      .select('answer_id')
      .where('conversation_id', '=', conversation)
      .executeTakeFirstOrThrow()
    const question = await db
      .selectFrom('messages')
      .selectAll()
      .where('conversation_id', '=', conversation)
      .executeTakeFirstOrThrow()
    const taken = { id: run.answer_id, state: 'withdrawn', seq: null, queue_seq: 99 } as const
    await db
      .insertInto('messages')
      .values({ ...question, ...taken })
      .execute()
  })
}

describe.skipIf(ENGINE !== 'sqlite')(
  '[SV64] (SQLite: no other process can be alive) what cannot be mended',
  () => {
    it('is no obstacle: an answer whose id is taken all the same is posted under another', async () => {
      const { before, ada, threads } = await killWithTwoAnswers(takeAnswerId)
      const after = await before.startAgain({ assistant: null })
      const { body } = await after.callerWith(ada.access).get(`/${threads[0]}/`)
      expect(body).toMatchObject({
        status: 'idle',
        messages: [{ content: 'Question' }, { content: 'Half an answer', incomplete: true }],
      })
      expect(after.errors).toEqual([])
    })

    it('holds up neither the start nor its neighbours, and is logged', async () => {
      const { before, ada, threads } = await killWithTwoAnswers((place, conversation) =>
        sabotage(place, { before: 'insert', table: 'messages', conversation }),
      )
      const after = await before.startAgain({ assistant: null })
      const again = after.callerWith(ada.access)
      const statuses = await Promise.all(threads.map((thread) => again.get(`/${thread}/`)))
      expect(statuses.map(({ body }) => body.status)).toEqual(['in_progress', 'idle'])
      expect(after.errors.map(({ event }) => event)).toEqual(['dead_run_not_ended'])
    })
  },
)

describe('[SV16] a run whose process lives but lost its lease', () => {
  it('is kept while its own process answers it, however long a pause', async () => {
    const assistant = createScriptedAssistant()
    const { visitor, clock, ticketTexts } = await startTestServer({ assistant })
    const ada = await visitor()
    const thread = await ada.open()
    await ada.append(thread, 'Question')
    const turn = await assistant.turn()
    await clock.advance(4 * 60_000)
    turn.say('At last')
    turn.end()
    await settle()
    expect(await ticketTexts(thread)).toEqual(['Question', 'At last'])
  })
})

describe('[SV16] a run whose process has died', () => {
  /** As another process has it that is no more: it holds the run, and renews no lease. */
  const takeAway = (place: Place): Promise<unknown> =>
    inDatabase(place, (db) => db.updateTable('runs').set({ epoch: 99 }).execute())

  const kindOf = ({ event, data }: ReadEvent): string =>
    event === 'conversation' ? data.status : data.type

  it.each<[string, readonly string[], readonly string[]]>([
    ['before its first word', [], []],
    ['in the middle of its answer', ['Half an answer'], ['ai', 'ai']],
  ])('%s ends its streams with a failure', async (_when, words, told) => {
    const assistant = createScriptedAssistant()
    const { visitor, clock, place } = await startTestServer({ assistant })
    const ada = await visitor()
    const thread = await ada.open()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    for (const word of words) turn.say(word)
    await settle()
    await takeAway(place)
    await clock.advance(DEFAULTS.runLeaseMs)
    await clock.advance(DEFAULTS.runLeaseMs)
    expect((await stream.rest()).map(kindOf)).toEqual([
      'human',
      'in_progress',
      ...told,
      'idle',
      'ai/failure',
    ])
    expect((await ada.get(`/${thread}/`)).body.messages).toHaveLength(1 + words.length)
  })

  it.skipIf(ENGINE !== 'postgres')(
    '(PostgreSQL: several processes) ends the streams of other processes with it too',
    async () => {
      const assistant = createScriptedAssistant()
      const first = await startTestServer({ assistant })
      const ada = await first.visitor()
      const thread = await ada.open()
      await ada.append(thread, 'Question')
      await assistant.turn()
      const second = await first.startAgain({ assistant: null })
      const again = second.callerWith(ada.access)
      const attached = readEvents(
        await again.raw('POST', '/', {
          body: { conversation: thread, content: null, trace_id: second.id() },
        }),
      )
      await attached.next()
      await takeAway(first.place)
      await first.clock.advance(DEFAULTS.runLeaseMs)
      await first.clock.advance(DEFAULTS.runLeaseMs)
      expect((await attached.rest()).map(kindOf)).toEqual(['idle', 'ai/failure'])
    },
  )
})

describe('[SV62] shutting down', () => {
  it('ends streams and leaves answers as far as they got', async () => {
    const assistant = createScriptedAssistant()
    const before = await startTestServer({ assistant })
    const ada = await before.visitor()
    const thread = await ada.open()
    const feed = readEvents(await ada.raw('GET', '/events/'))
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    turn.say('Half')
    await stream.until(({ data }) => data.state === 'writing')
    await before.server.close()
    await stream.rest()
    await feed.rest()
    expect(turn.signal.aborted).toBe(true)
    const refused = await ada.raw('GET', '/')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await before.server.isReady()).toBe(false)
    const after = await before.startAgain({ assistant: null })
    expect((await after.callerWith(ada.access).get(`/${thread}/`)).body.messages).toMatchObject([
      { content: 'Question' },
      { content: 'Half', incomplete: true },
    ])
  })

  it('lets requests under way end first, and refuses those that come later', async () => {
    const before = await startTestServer()
    const ada = await before.visitor()
    const thread = await ada.open()
    const underWay = [ada.append(thread, 'One'), ada.append(thread, 'Two')]
    const closed = before.server.close()
    const late = await ada.append(thread, 'Three')
    const answers = await Promise.all(underWay)
    await closed
    expect([...answers, late].map(({ status }) => status)).toEqual([201, 201, 503])
    const after = await before.startAgain()
    const texts = await after.ticketTexts(thread)
    expect([texts.sort(), before.errors]).toEqual([['One', 'Two'], []])
  })

  it.each(['its time', 'the patience of whoever stops it'])(
    'does not wait for a request that never ends, beyond %s',
    async (limit) => {
      const { server, visitor, clock } = await startTestServer()
      const ada = await visitor()
      const body = new ReadableStream({ pull: () => new Promise(() => {}) })
      const request = new Request('http://chat.test/api/projects/1/conversations/tickets/', {
        method: 'POST',
        headers: { authorization: `Bearer ${ada.access}`, 'content-type': 'application/json' },
        body,
        // Node asks for it when a body streams.
        ...{ duplex: 'half' },
      })
      void server.fetch(request)
      await settle()
      const patience = new AbortController()
      const closed = server.close(patience.signal)
      if (limit === 'its time') await clock.advance(CLOSE_LIMIT_MS)
      else patience.abort()
      await expect(closed).resolves.toBeUndefined()
    },
  )

  it('is safe to ask for twice', async () => {
    const { server } = await startTestServer()
    await Promise.all([server.close(), server.close()])
    await expect(server.close()).resolves.toBeUndefined()
  })
})
