import { createHmac } from 'node:crypto'
import { createManualClock, settle } from '@porchlight/testkit'
import type { Kysely } from 'kysely'
import { afterEach, expect, it, vi } from 'vitest'
import type { Schema } from '../store/schema.ts'
import { inDatabase, openStoreOn } from '../testing/test-database.ts'
import { type Json, startTestServer, type TestServer } from '../testing/test-server.ts'
import { createReceiver, type Receiver } from '../testing/webhook-receiver.ts'
import { GIVE_UP_AFTER_MS, LEASE_MS, MAX_PER_WEBHOOK } from './deliverer.ts'
import { addWebhook, removeWebhook } from './webhooks.ts'

const receivers: Receiver[] = []
afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close()
})

async function startReceiver(): Promise<Receiver> {
  const receiver = await createReceiver()
  receivers.push(receiver)
  return receiver
}

/** A webhook of the default project. @returns its secret */
async function register(test: TestServer, url: string): Promise<{ id: string; secret: string }> {
  return await openStoreOn(test.place, (store) =>
    store.write((tx) =>
      addWebhook(tx, (bytes) => void bytes.fill(7), {
        project: 1,
        url,
        events: ['ticket.created', 'message.created'],
      }),
    ),
  )
}

async function deliveries(test: TestServer): Promise<Json[]> {
  return await inDatabase(test.place, listDeliveries)
}

function listDeliveries(db: Kysely<Schema>): Promise<Json[]> {
  return db.selectFrom('webhook_deliveries').selectAll().orderBy('id').execute()
}

/** Looks at them until it holds, all the time over one connection. */
async function untilDeliveries(test: TestServer, check: (rows: Json[]) => void): Promise<void> {
  await inDatabase(test.place, (db) =>
    vi.waitFor(async () => check(await listDeliveries(db)), 20_000),
  )
}

const options = { allowsPrivateWebhooks: true, webhookTimeoutMs: 300 }

/** Waits until all deliveries are in one of these states, and have been tried so often. */
async function settled(
  test: TestServer,
  states: readonly string[],
  attempts: number[],
): Promise<void> {
  await untilDeliveries(test, (rows) => {
    expect(rows.map((row) => row.state)).toEqual(states)
    expect(rows.map((row) => row.attempts)).toEqual(attempts)
    // None is under way.
    expect(rows.map((row) => row.lease_until)).toEqual(rows.map(() => null))
  })
  await settle()
}

it('[SV78] tells of a new ticket and its messages, signed, in their order', async () => {
  const receiver = await startReceiver()
  const test = await startTestServer(options)
  const { secret } = await register(test, receiver.url)
  const ada = await test.visitor()
  const thread = await ada.open({ anonymous_traits: { name: 'Ada' } })
  await ada.append(thread, 'Hello')
  await test.key.post('/tickets/1/reply/', { message: 'A note', is_private: true })
  await test.key.post('/tickets/1/reply/', { message: 'Good day' })
  await settled(test, ['delivered', 'delivered', 'delivered'], [1, 1, 1])

  const told = receiver.requests.map(({ body }) => JSON.parse(body))
  expect(told.map(({ event, data }) => [event, data.message?.content])).toEqual([
    ['ticket.created', undefined],
    ['message.created', 'Hello'],
    ['message.created', 'Good day'],
  ])
  expect(told[1]).toMatchObject({ project: 1, data: { ticket: { conversation: thread } } })
  for (const { body, headers } of receiver.requests) {
    const [, t, v1] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-porchlight-signature'])) ?? []
    expect(v1).toBe(createHmac('sha256', secret).update(`${t}.${body}`).digest('hex'))
    expect(Number(t)).toBe(Math.floor(test.clock.now() / 1_000))
  }
  expect((await deliveries(test)).map(({ state }) => state)).toEqual(Array(3).fill('delivered'))
})

it.each(['500', 'hang', 'cut', 'redirect'] as const)(
  '[SV78] tries again after a receiver that answers with %s, and nothing overtakes',
  async (trouble) => {
    const receiver = await startReceiver()
    const test = await startTestServer(options)
    await register(test, receiver.url)
    const ada = await test.visitor()
    const thread = await ada.open()
    receiver.behave(trouble)
    await ada.append(thread, 'First')
    await settled(test, ['waiting', 'waiting'], [1, 0])
    receiver.behave('ok')
    // Not before its time, and the second waits for the first.
    await test.clock.advance(4_000)
    expect(receiver.requests.length).toBe(1)
    await test.clock.advance(1_000)
    await settled(test, ['delivered', 'delivered'], [2, 1])
    const events = receiver.requests.map(({ body }) => JSON.parse(body).event)
    expect(events).toEqual(['ticket.created', 'ticket.created', 'message.created'])
  },
)

it('[SV78] gives up after a day, and goes on with the next', async () => {
  const receiver = await startReceiver()
  const test = await startTestServer(options)
  await register(test, receiver.url)
  const ada = await test.visitor()
  await ada.append(await ada.open(), 'First')
  receiver.behave('500')
  await settled(test, ['waiting', 'waiting'], [1, 0])
  await inDatabase(test.place, (db) =>
    db
      .updateTable('webhook_deliveries')
      .set({ created_at: test.clock.now() - GIVE_UP_AFTER_MS })
      .where('attempts', '=', 1)
      .execute(),
  )
  await test.clock.advance(5_000)
  await settled(test, ['failed', 'waiting'], [2, 1])
  const [first] = await deliveries(test)
  expect([first.state, first.error]).toEqual(['failed', 'answered with 500'])
})

it('[SV78] two processes never tell the same at once', async () => {
  const receiver = await startReceiver()
  const test = await startTestServer(options)
  await register(test, receiver.url)
  const ada = await test.visitor()
  await test.startAgain()
  receiver.behave('500')
  for (const text of ['One', 'Two', 'Three']) await ada.append(await ada.open(), text)
  const states = Array(3).fill(['waiting', 'waiting']).flat()
  await settled(test, states, [1, 0, 1, 0, 1, 0])
  receiver.behave('ok')
  // Both of them look now.
  await test.clock.advance(60_000)
  await settled(test, Array(6).fill('delivered'), [2, 1, 2, 1, 2, 1])
  expect(receiver.requests.length).toBe(9)
})

it('[SV78] a process whose clock is ahead takes nothing that another one is telling, until that is dead', async () => {
  const receiver = await startReceiver()
  const slow = { ...options, webhookTimeoutMs: 30_000 }
  const test = await startTestServer(slow)
  await register(test, receiver.url)
  receiver.behave('hang')
  const ada = await test.visitor()
  await ada.append(await ada.open(), 'Hello')
  await expect.poll(() => receiver.requests.length).toBe(1)
  const clock = createManualClock(test.clock.now() + 60 * 60_000)
  await startTestServer({ ...slow, place: test.place, clock })
  await settle()
  await clock.advance(LEASE_MS - 1)
  await settle()
  expect(receiver.requests.length).toBe(1)
  // Nothing was heard of the first one for the time of a lease.
  await clock.advance(1)
  await expect.poll(() => receiver.requests.length).toBe(2)
})

it('[SV78] tells nothing to a webhook that was removed, and nothing of what is gone', async () => {
  const receiver = await startReceiver()
  const test = await startTestServer(options)
  const { id } = await register(test, receiver.url)
  const other = await startReceiver()
  await register(test, other.url)
  receiver.behave('500')
  other.behave('500')
  const ada = await test.visitor()
  await ada.append(await ada.open(), 'Hello')
  await settled(test, Array(4).fill('waiting'), [1, 1, 0, 0])
  await openStoreOn(test.place, (store) => store.write((tx) => removeWebhook(tx, id)))
  await test.clock.advance(5_000)
  await settled(test, ['gone', 'waiting', 'gone', 'waiting'], [2, 2, 1, 0])
  await test.key.delete('/tickets/1/')
  await test.clock.advance(10_000)
  await settled(test, Array(4).fill('gone'), [2, 3, 1, 1])
  expect([receiver.requests.length, other.requests.length]).toEqual([1, 2])
})

it('[SV78] a receiver that hangs holds up no other, and has few requests open', async () => {
  const [dead, well] = [await startReceiver(), await startReceiver()]
  const test = await startTestServer({ ...options, webhookTimeoutMs: 30_000 })
  const { id: deadId } = await register(test, dead.url)
  dead.behave('hang')
  const ada = await test.visitor()
  for (let n = 0; n < 20; n++) await ada.append(await ada.open(), `Question ${n}`)
  await expect.poll(() => dead.requests.length).toBe(MAX_PER_WEBHOOK)
  await register(test, well.url)
  // Its turn comes after twenty that are due to the other one.
  await test.clock.advance(1_000)
  for (let n = 0; n < 6; n++) await ada.append(await ada.open(), `Another ${n}`)
  // Until it is written down that the last one was taken: a shut-down cuts off what is not.
  await untilDeliveries(test, (rows) => {
    const told = rows.filter((row) => row.webhook_id !== deadId)
    expect(told.map(({ state }) => state)).toEqual(Array(12).fill('delivered'))
  })
  expect([well, dead].map(({ requests }) => requests.length)).toEqual([12, MAX_PER_WEBHOOK])
  const begin = performance.now()
  await test.server.close()
  expect(performance.now() - begin).toBeLessThan(15_000)
  const cut = (await deliveries(test)).filter((row) => row.error !== null)
  expect(cut.map(({ state, error }) => [state, error])).toEqual(
    Array(MAX_PER_WEBHOOK).fill(['waiting', 'the server was shut down']),
  )
})

it('[SV78] what a shut-down has cut off is told at once by the next start', async () => {
  const receiver = await startReceiver()
  const test = await startTestServer({ ...options, webhookTimeoutMs: 30_000 })
  await register(test, receiver.url)
  receiver.behave('hang')
  const ada = await test.visitor()
  await ada.append(await ada.open(), 'Hello')
  await expect.poll(() => receiver.requests.length).toBe(1)
  await test.server.close()
  receiver.behave('ok')
  await settled(await test.startAgain(), ['delivered', 'delivered'], [2, 1])
})

it('[SV78] goes on with the next as soon as one has ended, however long another takes', async () => {
  const receiver = await startReceiver()
  const test = await startTestServer({ ...options, webhookTimeoutMs: 30_000 })
  await register(test, receiver.url)
  receiver.behave('hang')
  const ada = await test.visitor()
  const first = await ada.open()
  await ada.append(first, 'Hello')
  await expect.poll(() => receiver.requests.length).toBe(1)
  receiver.behave('ok')
  const second = await ada.open()
  for (const text of ['One', 'Two', 'Three']) await ada.append(second, text)
  await expect.poll(() => receiver.requests.length).toBe(5)
})
