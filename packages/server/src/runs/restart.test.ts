import { createSeededRandom, settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { DEFAULTS } from '../server-options.ts'
import { openDatabase, type Place } from '../store/open-database.ts'
import { createStore } from '../store/store.ts'
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
