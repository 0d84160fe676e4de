import { expect, it } from 'vitest'
import { type Json, startTestServer } from '../testing/test-server.ts'
import { createOverload } from './overload.ts'

const health = new Request('http://chat.test/healthz')

it('[SV73] a process that is behind asks to come again, except those who look after it', async () => {
  let delayMs = 0
  const meter = { delayMs: () => delayMs, stop: () => {} }
  const { server, visitor } = await startTestServer({ loadMeter: meter, maxLoopDelayMs: 100 })
  const ada = await visitor()
  const conversation = await ada.open()
  delayMs = 101
  const refused = await ada.raw('POST', `/${conversation}/append_message/`, {
    body: { content: 'Hello' },
  })
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(5)
  expect(await refused.json()).toMatchObject({ type: 'server_error', code: 'error', attr: null })
  expect((await server.fetch(health)).status).toBe(200)
  delayMs = 100
  const { body } = await ada.get(`/${conversation}/`)
  expect(body.messages).toEqual([])
})

it('[SV73] turns away what comes while too many requests are under way, and takes the next', async () => {
  const overload = createOverload({
    meter: { delayMs: () => 0, stop: () => {} },
    maxRequests: 2,
    maxDelayMs: 100,
    chance: () => 0.99,
  })
  let finish = (): void => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const first = [overload.admit(() => finished), overload.admit(() => finished)]
  await expect(overload.admit(async () => {})).rejects.toMatchObject({
    status: 503,
    headers: { 'retry-after': '5' },
  })
  finish()
  await Promise.all(first)
  await expect(overload.admit(async () => 'served')).resolves.toBe('served')
})

it('[SV73] a stream that is open is no request under way', async () => {
  const { visitor } = await startTestServer({ maxRequests: 1 })
  const ada = await visitor()
  const streams = [await ada.raw('GET', '/events/'), await ada.raw('GET', '/events/')]
  const answer: Json = await ada.get('/')
  expect([...streams.map(({ status }) => status), answer.status]).toEqual([200, 200, 200])
})
