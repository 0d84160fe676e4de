import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../limits/limit-settings.ts'
import { stockClient } from '../testing/stock-client.ts'
import { startTestServer } from '../testing/test-server.ts'

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
