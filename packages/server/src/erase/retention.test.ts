import { expect, it } from 'vitest'
import { RETENTION_INTERVAL_MS } from '../runs/keepers.ts'
import { countRows } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'

const DAY_MS = 24 * 60 * 60_000

// Parts of days, since the clock of a test goes through every second of them.
const FIVE_HOURS = 5 / 24

it('[SV75] erases tickets so many days after they were resolved, and no others', async () => {
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

it('[SV75] erases visitors without a thread so many days after their last visit', async () => {
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
