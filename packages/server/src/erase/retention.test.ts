import { expect, it } from 'vitest'
import { continueSession } from '../auth/session.ts'
import { RETENTION_INTERVAL_MS } from '../runs/keepers.ts'
import { DEFAULTS } from '../server-options.ts'
import { holdOpen } from '../testing/hold-open.ts'
import { countRows, openStoreOn } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'
import { loadThread, saveThread } from '../thread/thread.ts'
import { eraseExpired } from './retention.ts'

const DAY_MS = 24 * 60 * 60_000

// Parts of days, since the clock of a test goes through every second of them.
const FIVE_HOURS = 5 / 24

it('[SV75] [PR-006] erases tickets so many days after they were resolved, and no others', async () => {
  const retention = { ticketDays: FIVE_HOURS, visitorDays: null }
  const test = await startTestServer({ retention, runLeaseMs: RETENTION_INTERVAL_MS })
  const ada = await test.visitor()
  const [old, open] = [await ada.open(), await ada.open()]
  await ada.append(old, 'Old and resolved')
  await ada.append(open, 'Old and open')
  await test.key.patch('/tickets/1/', { status: 'resolved' })
  await test.clock.advance(FIVE_HOURS * DAY_MS - RETENTION_INTERVAL_MS)
  expect((await test.key.get('/tickets/')).body.count).toBe(2)
  await test.clock.advance(2 * RETENTION_INTERVAL_MS)
  expect(await test.ticketTexts(open)).toEqual(['Old and open'])
  expect((await test.key.get('/tickets/')).body.count).toBe(1)
  expect(await countRows(test.place, 'messages')).toBe(1)
}, 20_000)

it('[SV75] [PR-006] erases visitors without a thread so many days after their last visit', async () => {
  const test = await startTestServer({
    retention: { ticketDays: null, visitorDays: FIVE_HOURS },
    runLeaseMs: RETENTION_INTERVAL_MS,
  })
  const [first, second] = [test.refreshToken(), test.refreshToken()]
  await test.session({ refresh: null, next: first })
  await test.visitor()
  const writer = await test.visitor()
  await writer.append(await writer.open(), 'I stay')
  await test.clock.advance(4 * RETENTION_INTERVAL_MS)
  await test.session({ refresh: first, next: second })
  await test.clock.advance(3 * RETENTION_INTERVAL_MS)
  expect(await countRows(test.place, 'visitors')).toBe(2)
  await test.clock.advance(4 * RETENTION_INTERVAL_MS)
  expect(await countRows(test.place, 'visitors')).toBe(1)
}, 20_000)

const ONE_DAY = { ticketDays: 1, visitorDays: 1 }
const { log } = DEFAULTS

it('[SV75] leaves a ticket that a message is just opening again', async () => {
  const test = await startTestServer()
  const ada = await test.visitor()
  const thread = await ada.open()
  await ada.append(thread, 'Resolved, and not for long')
  await test.key.patch('/tickets/1/', { status: 'resolved' })
  test.clock.setNow(test.clock.now() + 2 * DAY_MS)
  await openStoreOn(
    test.place,
    async (store) => {
      const opening = await holdOpen(store, async (tx) => {
        const loaded = await loadThread(tx, thread)
        if (loaded === null || loaded.ticket === null) throw new Error('it is gone')
        Object.assign(loaded.ticket, { status: 'open', updated_at: tx.now })
        saveThread(tx, loaded)
      })
      await opening.commitDuring(() => eraseExpired({ store, log }, ONE_DAY))
    },
    test.clock,
  )
  expect(await test.ticketTexts(thread)).toEqual(['Resolved, and not for long'])
})

it('[SV75] erases a thread in which only the team has written, once', async () => {
  const test = await startTestServer()
  const thread = test.id()
  await test.key.post('/tickets/', { conversation: thread })
  const { body } = await test.key.post('/tickets/1/reply/', { message: 'Anybody there?' })
  expect(body.content).toBe('Anybody there?')
  await test.key.patch('/tickets/1/', { status: 'resolved' })
  test.clock.setNow(test.clock.now() + 2 * DAY_MS)
  await openStoreOn(
    test.place,
    async (store) => {
      await eraseExpired({ store, log }, ONE_DAY)
      expect(await countRows(test.place, 'messages')).toBe(0)
      const erasedAt = (): Promise<unknown> =>
        store.read(({ db }) => db.selectFrom('conversations').select('erased_at').execute())
      const before = await erasedAt()
      test.clock.setNow(test.clock.now() + 2 * DAY_MS)
      await eraseExpired({ store, log }, ONE_DAY)
      expect(await erasedAt()).toEqual(before)
    },
    test.clock,
  )
})

it('[SV75] leaves a visitor who is just coming back', async () => {
  const test = await startTestServer()
  const [refresh, next] = [test.refreshToken(), test.refreshToken()]
  await test.session({ refresh: null, next: refresh })
  test.clock.setNow(test.clock.now() + 2 * DAY_MS)
  await openStoreOn(
    test.place,
    async (store) => {
      const coming = await holdOpen(store, (tx) => continueSession(tx, 1, { refresh, next }))
      await coming.commitDuring(() => eraseExpired({ store, log }, ONE_DAY))
    },
    test.clock,
  )
  expect((await test.session({ refresh: next, next: test.refreshToken() })).status).toBe(200)
})

it('[SV75] leaves a visitor whose browser has asked once more for what it asked before', async () => {
  const test = await startTestServer()
  const pair = { refresh: null, next: test.refreshToken() }
  await test.session(pair)
  test.clock.setNow(test.clock.now() + 2 * DAY_MS)
  await test.session(pair)
  await openStoreOn(test.place, (store) => eraseExpired({ store, log }, ONE_DAY), test.clock)
  expect(await countRows(test.place, 'visitors')).toBe(1)
})
