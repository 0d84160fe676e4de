import { expect, it } from 'vitest'
import { type Connection, createConnectionSwitch } from './connection.ts'
import { createCutFetch, type Outcome, SLOW_DELAY_MS } from './cut-fetch.ts'

const origin = 'https://chat.test'

/** A clock whose timers run when the test says so. */
function createClock() {
  let now = 0
  const timers = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    setTimeout(run: () => void, ms: number) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    async advance(ms: number) {
      await turn()
      now += ms
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer)
        timer.run()
      }
      await turn()
    },
  }
}

/** Lets all promises that can settle do so. */
const turn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve)
  })

function setUp(connected: Connection, server: typeof fetch) {
  const stored = new Map([['demo-network', connected as string]])
  const connection = createConnectionSwitch({
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => stored.set(key, value),
  })
  const clock = createClock()
  const outcomes: Outcome[] = []
  const cutFetch = createCutFetch({
    fetch: server,
    origin,
    connection,
    clock,
    onOutcome: (_asked, outcome) => outcomes.push(outcome),
  })
  return { cutFetch, connection, clock, outcomes }
}

/** A server that never answers, and notices when its client goes. */
function createSilentServer() {
  let hasClientGone = false
  const server: typeof fetch = (input) =>
    new Promise((_resolve, reject) => {
      const { signal } = new Request(input)
      const leave = () => {
        hasClientGone = true
        reject(signal.reason)
      }
      if (input instanceof Request) input.signal.addEventListener('abort', leave)
    })
  return { server, hasClientGone: () => hasClientGone }
}

it('passes requests on while online, and tells how they went', async () => {
  const { cutFetch, clock, outcomes } = setUp('online', async () => new Response('hello'))
  const answer = cutFetch(`${origin}/api/x`)
  await clock.advance(0)
  expect(await (await answer).text()).toBe('hello')
  expect(outcomes).toEqual([{ kind: 'answered', status: 200, ms: 0 }])
})

it.each(['offline', 'down'] as const)('rejects as a browser does while %s', async (connected) => {
  const { cutFetch, outcomes } = setUp(connected, async () => new Response('hello'))
  await expect(cutFetch(`${origin}/api/x`)).rejects.toEqual(new TypeError('Failed to fetch'))
  expect(outcomes).toEqual([{ kind: 'cut', connection: connected }])
})

it.each(['https://shop.test/api/x', `${origin}/porchlight.js`])(
  'leaves %s alone, whatever is chosen',
  async (address) => {
    const { cutFetch, outcomes } = setUp('offline', async () => new Response('hello'))
    expect([(await cutFetch(address)).status, outcomes]).toEqual([200, []])
  },
)

it('cuts a request under way, so that its server sees the client go', async () => {
  const { server, hasClientGone } = createSilentServer()
  const { cutFetch, connection, clock } = setUp('online', server)
  const answer = expect(cutFetch(`${origin}/api/x`)).rejects.toEqual(
    new TypeError('Failed to fetch'),
  )
  await clock.advance(0)
  connection.set('offline')
  await answer
  expect(hasClientGone()).toBe(true)
})

it('breaks a stream that is open when the connection is cut', async () => {
  const server: typeof fetch = async (input) => {
    const { signal } = input instanceof Request ? input : new Request(input)
    const body = new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode('one'))
        signal.addEventListener('abort', () => stream.error(signal.reason))
      },
    })
    return new Response(body)
  }
  const { cutFetch, connection, clock } = setUp('online', server)
  const answer = cutFetch(`${origin}/api/events/`)
  await clock.advance(0)
  const reader = (await answer).body?.getReader()
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('one')
  connection.set('down')
  await expect(reader?.read()).rejects.toEqual(new TypeError('network error'))
})

it('waits before each request while slow', async () => {
  let asked = 0
  const { cutFetch, clock } = setUp('slow', async () => {
    asked += 1
    return new Response(null, { status: 204 })
  })
  const answer = cutFetch(`${origin}/api/x`)
  await clock.advance(SLOW_DELAY_MS - 1)
  expect(asked).toBe(0)
  await clock.advance(1)
  expect([asked, (await answer).status]).toEqual([1, 204])
})

it('lets the caller give up while it waits', async () => {
  const { cutFetch, outcomes } = setUp('slow', async () => new Response('late'))
  const caller = new AbortController()
  const answer = expect(
    cutFetch(`${origin}/api/x`, { signal: caller.signal }),
  ).rejects.toMatchObject({ name: 'AbortError' })
  caller.abort()
  await answer
  expect(outcomes).toEqual([{ kind: 'aborted' }])
})
