import { randomUUID } from 'node:crypto'
import { createManualClock } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS, NO_LIMITS } from '../limits/limit-settings.ts'
import { createLimits } from '../limits/limits.ts'
import { configure, type StockClient, stockClient } from '../testing/stock-client.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'
import { limitRate } from './rate-limit.ts'

it('[SV129] lets a browser call 30 times in a minute, and another one still', async () => {
  const server = await startTestServer({ limits: DEFAULT_LIMITS })
  const client = stockClient(server)
  const statuses: number[] = []
  for (let n = 0; n < 30; n++) statuses.push((await client.get('/tickets')).status)
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(await client.post('/message', { message: 'Hi' })).toEqual({
    status: 429,
    body: {
      type: 'throttled_error',
      code: 'throttled',
      detail: 'Request was throttled. Expected available in 2 seconds.',
      attr: null,
    },
  })
  expect((await stockClient(server).get('/tickets')).status).toBe(200)
  await server.clock.advance(2_000)
  expect((await client.post('/message', { message: 'Hi' })).status).toBe(200)
})

it('[SV129] keeps what is read apart from what is written', async () => {
  const rates = {
    ...DEFAULT_LIMITS.rates,
    widget_polls_per_project: { count: 2, perMs: 3_600_000 },
  }
  const server = await startTestServer({ limits: { ...DEFAULT_LIMITS, rates } })
  const statuses: number[] = []
  for (let n = 0; n < 3; n++) {
    const client = stockClient(server, { widget_session_id: randomUUID(), distinct_id: 'a' })
    statuses.push((await client.get('/tickets')).status)
  }
  expect(statuses).toEqual([200, 200, 429])
  expect((await stockClient(server).post('/message', { message: 'Hi' })).status).toBe(200)
})

const ATTACKER = '203.0.113.7'
const SHOP = '198.51.100.1'
const HOUR_MS = 3_600_000

/** A browser that nobody has seen before. */
const newBrowser = (server: TestServer, address: string): StockClient =>
  stockClient(server, { widget_session_id: randomUUID(), distinct_id: 'a' }, address)

async function statusesOf(
  times: number,
  act: () => Promise<{ readonly status: number }>,
): Promise<number[]> {
  const statuses: number[] = []
  for (let n = 0; n < times; n++) statuses.push((await act()).status)
  return statuses
}

describe('[SV129] an address that says to be another browser each time', () => {
  const poll = (browser: StockClient) => browser.get('/tickets')
  const write = (browser: StockClient) => browser.post('/message', { message: 'Hi' })

  it.each([
    ['polls', 'minute', poll],
    ['polls', 'hour', poll],
    ['writes', 'minute', write],
    ['writes', 'hour', write],
  ] as const)(
    'has so many %s in a %s, and refused ones take none from the project',
    async (...of) => {
      const [kind, period, act] = of
      const rates = {
        ...NO_LIMITS.rates,
        [`widget_address_${kind}_per_${period}`]: { count: 2, perMs: HOUR_MS },
        [`widget_${kind}_per_project`]: { count: 4, perMs: HOUR_MS },
      }
      const server = await startTestServer({ limits: { ...NO_LIMITS, rates } })
      const attack = await statusesOf(9, () => act(newBrowser(server, ATTACKER)))
      expect(attack).toEqual([200, 200, ...Array(7).fill(429)])
      expect(await statusesOf(2, () => act(newBrowser(server, SHOP)))).toEqual([200, 200])
      // All four of the project are used.
      expect((await act(newBrowser(server, '198.51.100.2'))).status).toBe(429)
    },
  )

  it('has 600 polls a minute and 3,000 an hour by default, and 120 and 1,200 writes', () => {
    const { rates } = DEFAULT_LIMITS
    expect([
      rates.widget_address_polls_per_minute,
      rates.widget_address_polls_per_hour,
      rates.widget_address_writes_per_minute,
      rates.widget_address_writes_per_hour,
    ]).toEqual([
      { count: 600, perMs: 60_000 },
      { count: 3_000, perMs: HOUR_MS },
      { count: 120, perMs: 60_000 },
      { count: 1_200, perMs: HOUR_MS },
    ])
  })
})

it('[SV129] lets an office of five widgets poll all day, five of six times at least', () => {
  const clock = createManualClock()
  const limits = createLimits(clock, DEFAULT_LIMITS)
  const office = Array.from({ length: 5 }, () => randomUUID())
  const site = { project: 1 } as Parameters<typeof limitRate>[1]
  const isLetThrough = (sessionId: string): boolean => {
    try {
      limitRate({ limits }, site, { sessionId, address: SHOP, kind: 'poll' })
      return true
    } catch {
      return false
    }
  }
  const answered: number[] = []
  for (let hour = 0; hour < 10; hour++) {
    let count = 0
    for (let tick = 0; tick < 720; tick++) {
      count += office.filter(isLetThrough).length
      clock.setNow(clock.now() + 5_000)
    }
    answered.push(count)
  }
  expect(answered.slice(0, 4)).toEqual(Array(4).fill(3_600))
  expect(Math.min(...answered)).toBeGreaterThanOrEqual(3_000)
})

it('[SV129] takes nothing from the writes of the project for a link that is not mailed', async () => {
  const rates = {
    ...NO_LIMITS.rates,
    restore_links_per_email: { count: 1, perMs: HOUR_MS },
    widget_writes_per_project: { count: 2, perMs: HOUR_MS },
  }
  const server = await startTestServer({ limits: { ...NO_LIMITS, rates } })
  await configure(server, { widget_domains: ['https://shop.test'] })
  const client = newBrowser(server, SHOP)
  const origin = { origin: 'https://shop.test' }
  const link = { email: 'ada@a.test', request_url: 'https://shop.test/' }
  const asked = await statusesOf(5, () => client.post('/restore/request', link, origin))
  expect(asked).toEqual([200, 429, 429, 429, 429])
  expect((await client.post('/message', { message: 'Hi' }, origin)).status).toBe(200)
})

it('[SV129] takes nothing from the writes of the project for a redeeming that is refused', async () => {
  const rates = {
    ...NO_LIMITS.rates,
    restores_per_address: { count: 1, perMs: HOUR_MS },
    widget_writes_per_project: { count: 2, perMs: HOUR_MS },
  }
  const server = await startTestServer({ limits: { ...NO_LIMITS, rates } })
  const client = newBrowser(server, SHOP)
  const restore_token = 'x'.repeat(43)
  const tried = await statusesOf(5, () => client.post('/restore', { restore_token }))
  expect(tried).toEqual([200, 429, 429, 429, 429])
  expect((await client.post('/message', { message: 'Hi' })).status).toBe(200)
})
