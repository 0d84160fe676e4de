import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { parseLimits } from '../limits/limit-settings.ts'
import type { RequestInfo } from '../listen.ts'
import type { MailSender } from '../mail/mail-sender.ts'
import { RETRY_AFTER_MS } from '../mail/mailer.ts'
import { readEvents } from '../testing/event-reader.ts'
import { measured } from '../testing/read-metrics.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { inDatabase } from '../testing/test-database.ts'
import { startTestServer, type TestServer } from '../testing/test-server.ts'

const TOKEN = 'a-token-for-metrics'

async function probe(
  { server }: TestServer,
  path: string,
  {
    headers,
    host = 'localhost:4100',
    ...info
  }: RequestInfo & { headers?: Record<string, string>; host?: string } = {},
): Promise<{ status: number; body: string }> {
  const request = new Request(`http://${host}${path}`, headers === undefined ? {} : { headers })
  const response = await server.fetch(request, info)
  return { status: response.status, body: await response.text() }
}

it('[SV72] is alive from the start and ready once its tables are there', async () => {
  const test = await startTestServer()
  expect(await probe(test, '/healthz')).toEqual({ status: 200, body: '{"status":"ok"}' })
  expect(await probe(test, '/readyz')).toEqual({ status: 200, body: '{"status":"ok"}' })
})

it('[SV72] is not ready on tables that lack a migration, and says so', async () => {
  const test = await startTestServer()
  await inDatabase(test.place, async (db) => {
    const migrations = db.withTables<{ kysely_migration: { name: string } }>()
    await migrations
      .updateTable('kysely_migration')
      .set({ name: 'missing' })
      .where('name', 'like', '0001%')
      .execute()
    const unready = { status: 'unavailable', reason: 'migrations' }
    expect(await probe(test, '/readyz')).toEqual({ status: 503, body: JSON.stringify(unready) })
    // Databases are used again by later tests.
    await migrations
      .updateTable('kysely_migration')
      .set({ name: '0001_walking_skeleton' })
      .where('name', '=', 'missing')
      .execute()
  })
})

it('[SV62] leaves first: not ready any more, and everything is still served', async () => {
  const test = await startTestServer()
  const ada = await test.visitor()
  test.server.leave()
  const unready = { status: 'unavailable', reason: 'closing' }
  expect(await probe(test, '/readyz')).toEqual({ status: 503, body: JSON.stringify(unready) })
  expect((await probe(test, '/healthz')).status).toBe(200)
  expect(await ada.append(await ada.open(), 'Still here?')).toMatchObject({ status: 201 })
})

it.each<[string, Parameters<typeof probe>[2], number]>([
  ['from this machine', { remoteAddress: '127.0.0.1' }, 200],
  ['from this machine by IPv6', { remoteAddress: '::1' }, 200],
  ['from this machine by both', { remoteAddress: '::ffff:127.0.0.1' }, 200],
  ['from elsewhere', { remoteAddress: '192.0.2.7' }, 404],
  ['from nowhere that is known', {}, 404],
  ['by a proxy here that says nothing', { remoteAddress: '127.0.0.1', host: 'chat.test' }, 404],
  ['by a proxy of nginx', { remoteAddress: '127.0.0.1', headers: { 'x-real-ip': '::1' } }, 404],
  ['by a proxy here', { remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': '::1' } }, 404],
])('[SV72] without a token, metrics asked %s are %j %i', async (_from, info, status) => {
  expect((await probe(await startTestServer(), '/metrics', info)).status).toBe(status)
})

it('[SV72] with a token, it alone opens metrics', async () => {
  const test = await startTestServer({ metricsToken: TOKEN })
  const ask = async (token: string): Promise<number> => {
    const headers = { authorization: `Bearer ${token}` }
    return (await probe(test, '/metrics', { remoteAddress: '127.0.0.1', headers })).status
  }
  expect([await ask(TOKEN), await ask(`${TOKEN}x`), await ask('')]).toEqual([200, 404, 404])
})

it('[SV72] metrics tell what has happened here', async () => {
  const assistant = createScriptedAssistant()
  const test = await startTestServer({ assistant, metricsToken: TOKEN })
  const ada = await test.visitor()
  const feed = readEvents(await ada.raw('GET', '/events/'))
  await feed.until((event) => event.event === 'reset')
  const conversation = await ada.open()
  await ada.append(conversation, 'Hello')
  const turn = await assistant.turn()
  turn.say('Good day.')
  turn.end()
  await feed.until((event) => event.data.state === 'posted' && event.data.author === 'assistant')
  await ada.append(conversation, 'One more thing')
  await assistant.turn()
  await ada.enqueue(conversation, 'and another', { more: true })
  await ada.get('/no-such-conversation/')
  await settle()

  const headers = { authorization: `Bearer ${TOKEN}` }
  const { body } = await probe(test, '/metrics', { headers })
  const append = {
    method: 'POST',
    route: '/api/projects/:project/conversations/:conversation/append_message',
    status: '201',
  }
  const requests = 'porchlight_http_request_duration_seconds_count'
  expect(measured(body, requests, append)).toBe(2)
  expect(measured(body, requests, { method: 'GET', status: '404' })).toBe(1)
  expect(measured(body, 'porchlight_open_streams', { kind: 'feed' })).toBe(1)
  expect(measured(body, 'porchlight_open_streams', { kind: 'answer' })).toBe(0)
  expect(measured(body, 'porchlight_feed_lag_seconds_count')).toBeGreaterThan(0)
  expect(measured(body, 'porchlight_waiting_rows', { what: 'queued_messages' })).toBe(1)
  expect(measured(body, 'porchlight_waiting_rows', { what: 'active_runs' })).toBe(1)
  const ended = { what: 'run_ended', outcome: 'done' }
  expect(measured(body, 'porchlight_committed_total', ended)).toBe(1)
  const writes = { kind: 'write', outcome: 'done' }
  const transactions = 'porchlight_transaction_duration_seconds_count'
  expect(measured(body, transactions, writes)).toBeGreaterThan(4)
  expect(measured(body, 'process_cpu_seconds_total')).toBeGreaterThan(0)
  expect(body).not.toContain(conversation)
})

it('[SV144] metrics tell of every mail whether it was sent or has failed, once it is over', async () => {
  const attempts = new Map<string, number>()
  /** Takes what is for Ada, nothing for Bob, and is out of order when it first hears of Cy. */
  const mailSender: MailSender = {
    async send({ to }) {
      attempts.set(to, (attempts.get(to) ?? 0) + 1)
      if (to.startsWith('bob')) return { kind: 'refused', reason: 'nobody here' }
      const isFirstOfCy = to.startsWith('cy') && attempts.get(to) === 1
      return isFirstOfCy ? { kind: 'later', reason: 'busy' } : { kind: 'sent' }
    },
    close() {},
  }
  const test = await startTestServer({ metricsToken: TOKEN, mailSender })
  for (const name of ['ada', 'bob', 'cy']) {
    await test.server.addAgent({ name, email: `${name}@shop.test` })
    const request = new Request('http://chat.test/api/agents/v1/sign_in_link', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${name}@shop.test` }),
    })
    expect((await test.server.fetch(request)).status).toBeLessThan(300)
  }
  const ended = async (): Promise<Record<string, number>> => {
    const { body } = await probe(test, '/metrics', {
      headers: { authorization: `Bearer ${TOKEN}` },
    })
    const of = (outcome: string): number =>
      measured(body, 'porchlight_committed_total', { what: 'mail_ended', outcome })
    return { sent: of('sent'), failed: of('failed') }
  }
  await expect.poll(ended).toEqual({ sent: 1, failed: 1 })
  await test.clock.advance(RETRY_AFTER_MS[0] ?? 0)
  await expect.poll(ended).toEqual({ sent: 2, failed: 1 })
  expect(Object.fromEntries(attempts)).toEqual({
    'ada@shop.test': 1,
    'bob@shop.test': 1,
    'cy@shop.test': 2,
  })
})

it('[SV145] metrics tell how many requests were refused for coming too often', async () => {
  const limits = parseLimits('requests_per_visitor=2/hour')
  const test = await startTestServer({ metricsToken: TOKEN, limits })
  const ada = await test.visitor()
  const statuses: number[] = []
  for (let n = 0; n < 5; n++) statuses.push((await ada.get('/')).status)
  expect(statuses).toEqual([200, 200, 429, 429, 429])
  const { body } = await probe(test, '/metrics', { headers: { authorization: `Bearer ${TOKEN}` } })
  expect(measured(body, 'porchlight_http_throttled_total')).toBe(3)
  const refused = { method: 'GET', route: '/api/projects/:project/conversations', status: '429' }
  expect(measured(body, 'porchlight_http_request_duration_seconds_count', refused)).toBe(3)
})
