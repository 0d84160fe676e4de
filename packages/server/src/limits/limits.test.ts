/** With the defaults, through the real server. */
import { describe, expect, it } from 'vitest'
import {
  type Answer,
  startTestServer,
  type TestServer,
  WIDGET_TOKEN,
} from '../testing/test-server.ts'
import { parseTrustedProxies } from './client-address.ts'
import { DEFAULT_LIMITS, NO_LIMITS, parseLimits } from './limit-settings.ts'

const start = (): Promise<TestServer> => startTestServer({ limits: DEFAULT_LIMITS })

async function repeat(times: number, act: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = []
  for (let n = 0; n < times; n++) answers.push(await act())
  return answers
}

const statuses = (answers: readonly Answer[]): number[] => answers.map(({ status }) => status)

async function from(
  { server, refreshToken }: TestServer,
  peer: string,
  forwarded?: string,
): Promise<Response> {
  const request = new Request('http://chat.test/api/conversations/v1/session/', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-conversations-token': WIDGET_TOKEN,
      ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }),
    },
    body: JSON.stringify({ refresh: null, next: refreshToken() }),
  })
  return await server.fetch(request, { remoteAddress: peer })
}

describe('[SV110] with the defaults', () => {
  it('200 waiting messages of one returning visitor get through', async () => {
    const { visitor } = await start()
    const ada = await visitor()
    const thread = await ada.open()
    const sent = await repeat(200, () => ada.enqueue(thread, 'I was offline', { more: false }))
    expect(new Set(statuses(sent))).toEqual(new Set([200]))
  })

  it('says in the published words when to come back, and loses nothing', async () => {
    const server = await start()
    const [ada, id] = [await server.visitor(), server.id()]
    await repeat(5, async () => ({ status: 201, body: await ada.open() }))
    const response = await ada.raw('POST', '/tickets/', { body: { conversation: id } })
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      429,
      '720',
      {
        type: 'throttled_error',
        code: 'throttled',
        detail: 'Request was throttled. Expected available in 720 seconds.',
        attr: null,
      },
    ])
    await server.clock.advance(720_000)
    expect((await ada.post('/tickets/', { conversation: id })).status).toBe(201)
  })

  it('a visitor begins 5 conversations in an hour, by whatever endpoint, and finds them freely', async () => {
    const { visitor, id } = await start()
    const ada = await visitor()
    const threads = [id(), id(), id(), id(), id()]
    for (const thread of threads) await (await ada.stream(thread, 'Hello')).body?.cancel()
    const again = await repeat(5, () => ada.post('/tickets/', { conversation: threads[0] }))
    const sixth = await ada.stream(id(), 'Hello')
    expect([statuses(again), sixth.status]).toEqual([[200, 200, 200, 200, 200], 429])
  })

  it('an address makes 20 visitors in a minute, and an IPv6 address is its /64', async () => {
    const server = await start()
    const made: number[] = []
    for (let n = 0; n < 21; n++) made.push((await from(server, `2001:db8::${n}`)).status)
    const elsewhere = await from(server, '2001:db8:0:1::1')
    expect([made.slice(0, 20), made[20], elsewhere.status]).toEqual([Array(20).fill(200), 429, 200])
    await server.clock.advance(60_000)
    expect((await from(server, '2001:db8::1')).status).toBe(200)
  })

  it('a key replies 10 times a minute and 60 times an hour', async () => {
    const { visitor, key, clock } = await start()
    const ada = await visitor()
    const thread = await ada.open()
    await ada.append(thread, 'Hello')
    const list = await key.get('/tickets/')
    const reply = () => key.post(`/tickets/${list.body.results[0].id}/reply/`, { message: 'Hi' })
    const first = statuses(await repeat(11, reply))
    expect(first).toEqual([...Array(10).fill(201), 429])
    for (let minute = 0; minute < 5; minute++) {
      await clock.advance(60_000)
      await repeat(10, reply)
    }
    await clock.advance(60_000)
    // Five minutes have given back five of the sixty.
    expect(statuses(await repeat(7, reply)).filter((status) => status === 201)).toHaveLength(6)
  })

  it('a token is guessed 60 times a minute', async () => {
    const { server } = await start()
    const guess = async (): Promise<number> => {
      const request = new Request('http://chat.test/api/projects/1/conversations/', {
        headers: { authorization: 'Bearer pla_wrong' },
      })
      return (await server.fetch(request, { remoteAddress: '198.51.100.1' })).status
    }
    const answers: number[] = []
    for (let n = 0; n < 61; n++) answers.push(await guess())
    expect([new Set(answers.slice(0, 60)), answers[60]]).toEqual([new Set([401]), 429])
  })
})

it('[SV147] an address that comes as another visitor each time leaves the project to others', async () => {
  const rates = {
    ...NO_LIMITS.rates,
    requests_per_address: { count: 6, perMs: 60_000 },
    requests_per_project: { count: 8, perMs: 60_000 },
  }
  const world = await startTestServer({ limits: { ...NO_LIMITS, rates } })
  const ask = async (remoteAddress: string): Promise<number> => {
    const { access } = await world.visitor()
    const request = new Request('http://chat.test/api/projects/1/conversations/', {
      headers: { authorization: `Bearer ${access}` },
    })
    return (await world.server.fetch(request, { remoteAddress })).status
  }
  const attack: number[] = []
  for (let n = 0; n < 20; n++) attack.push(await ask('203.0.113.7'))
  expect(attack).toEqual([...Array(6).fill(200), ...Array(14).fill(429)])
  expect([await ask('198.51.100.1'), await ask('198.51.100.2')]).toEqual([200, 200])
})

it('[SV147] by default no address has all of what a project has', () => {
  const perMinute = ({ count, perMs }: { count: number; perMs: number }): number =>
    (count * 60_000) / perMs
  const { rates } = DEFAULT_LIMITS
  const [ofAddress, ofProject] = [rates.requests_per_address, rates.requests_per_project]
  expect(perMinute(ofAddress)).toBeLessThan(perMinute(ofProject) / 10)
  for (const kind of ['polls', 'writes'] as const) {
    expect(rates[`widget_address_${kind}_per_hour`].count).toBeLessThan(
      rates[`widget_${kind}_per_project`].count,
    )
  }
})

describe('[SV113] streams', () => {
  it('are 6 at the same time for a visitor, and a place becomes free when one ends', async () => {
    const { visitor, clock } = await start()
    const ada = await visitor()
    const open = (): Promise<Response> => ada.raw('GET', '/events/')
    const streams = await Promise.all([1, 2, 3, 4, 5, 6].map(open))
    const seventh = await open()
    expect([streams.map(({ status }) => status), seventh.status]).toEqual([Array(6).fill(200), 429])
    expect(seventh.headers.get('retry-after')).toBe('5')
    await streams[0]?.body?.cancel()
    await clock.advance(0)
    expect((await open()).status).toBe(200)
  })

  it('are 100 for an address, whoever opens them', async () => {
    const world = await startTestServer({
      limits: { rates: NO_LIMITS.rates, slots: DEFAULT_LIMITS.slots },
    })
    const open = async (access: string): Promise<Response> => {
      const request = new Request('http://chat.test/api/projects/1/conversations/events/', {
        headers: { authorization: `Bearer ${access}` },
      })
      return await world.server.fetch(request, { remoteAddress: '198.51.100.1' })
    }
    const answers: number[] = []
    for (let n = 0; n < 26; n++) {
      const { access } = await world.visitor()
      for (let m = 0; m < 4; m++) answers.push((await open(access)).status)
    }
    expect(answers).toEqual([...Array(100).fill(200), ...Array(4).fill(429)])
  })
})

it('[SV112] counts the client behind a proxy that is trusted, and the peer otherwise', async () => {
  const trusting = await startTestServer({
    limits: DEFAULT_LIMITS,
    isTrustedProxy: parseTrustedProxies('10.0.0.0/8'),
  })
  const make = async (server: TestServer): Promise<number> => {
    let refused = 0
    for (let n = 0; n < 25; n++) {
      if ((await from(server, '10.0.0.1', `198.51.100.${n}`)).status === 429) refused++
    }
    return refused
  }
  expect([await make(trusting), await make(await start())]).toEqual([0, 5])
})

it('[SV114] takes its limits from a text, and says what is wrong with one', () => {
  const changed = parseLimits('replies_per_hour=200/hour, streams_per_visitor=20')
  expect([changed.rates.replies_per_hour, changed.slots]).toEqual([
    { count: 200, perMs: 3_600_000 },
    { streams_per_visitor: 20, streams_per_address: 100 },
  ])
  expect(parseLimits('off')).toBe(NO_LIMITS)
  for (const text of ['', 'x=1', 'replies_per_hour=5', 'replies_per_hour=0/hour', '__proto__=1']) {
    expect(() => parseLimits(text), text).toThrow()
  }
})
