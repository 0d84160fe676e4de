/** Several server processes on one PostgreSQL database. */
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import {
  type ApiVisitor,
  beginSession,
  createVisitor,
  type FeedEvent,
  type Json,
} from '../fixtures/api.ts'
import { eventually } from '../fixtures/eventually.ts'
import { createDatabase, POSTGRES_URL } from '../fixtures/postgres.ts'
import { API_KEY, type ServerOptions, type ServerProcess, startServer } from '../fixtures/server.ts'

const LEASE_MS = 2_000

const running: ServerProcess[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

/** @returns a function that starts one more process on one database */
async function openCluster(options: ServerOptions = {}): Promise<() => Promise<ServerProcess>> {
  const environment = {
    DATABASE_URL: await createDatabase(),
    PORCHLIGHT_RUN_LEASE_MS: String(LEASE_MS),
  }
  return async () => {
    const server = await startServer({ ...options, environment })
    running.push(server)
    return server
  }
}

async function openThread(visitor: ApiVisitor, { origin }: ServerProcess): Promise<string> {
  const conversation = randomUUID()
  await visitor.call(origin, 'POST', '/tickets/', { conversation })
  return conversation
}

const team = createVisitor(`Bearer ${API_KEY}`)

describe.skipIf(POSTGRES_URL === undefined)('(needs PostgreSQL) three processes', () => {
  it('stream at one what was posted at another', async () => {
    const startNode = await openCluster()
    const [a, b, c] = [await startNode(), await startNode(), await startNode()]
    const ada = await beginSession(a.origin)
    const thread = await openThread(ada, a)
    const stop = new AbortController()
    const texts: string[] = []
    const reader = follow(ada, [b.origin], stop.signal, ({ event, data }) => {
      if (event === 'message') texts.push(data.content)
    })
    await reader.ready
    await ada.deliver([a.origin], thread, 'Posted at A')
    await team.call(c.origin, 'POST', '/tickets/1/reply/', { message: 'Answered at C' })
    await eventually(() => texts.length, 2)
    stop.abort()
    await reader.done
    expect(texts).toEqual(['Posted at A', 'Answered at C'])
  })

  it('end the answer of one that was killed, and go on with what was queued', async () => {
    const startNode = await openCluster({ hasAssistant: true })
    const [a, b, c] = [await startNode(), await startNode(), await startNode()]
    const ada = await beginSession(a.origin)
    const thread = await openThread(ada, a)
    // Whoever is awake takes the run.
    b.freeze()
    c.freeze()
    await ada.deliver([a.origin], thread, 'How do I change a bulb?')
    await eventually(async () => (await writtenSoFar(a, thread, ada)).length > 0, true)
    b.thaw()
    c.thaw()
    const read = async (node: ServerProcess): Promise<Json> =>
      (await ada.call(node.origin, 'GET', `/${thread}/`)).body
    await ada.call(b.origin, 'POST', `/${thread}/queue/`, { content: 'And where are you?' })
    await a.kill()
    const shapes = async (): Promise<[string, boolean][]> =>
      (await read(b)).messages.map(({ author, incomplete }: Json) => [author, incomplete])
    await eventually(shapes, [
      ['visitor', false],
      ['assistant', true],
      ['visitor', false],
      ['assistant', false],
    ])
    const { messages } = await read(b)
    expect(messages[1].content.length).toBeGreaterThan(0)
  })

  it('are restarted one by one under load, and no event is lost or told twice', async () => {
    const startNode = await openCluster()
    const nodes = [await startNode(), await startNode(), await startNode()]
    const origins = nodes.map(({ origin }) => origin)
    const visitors = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const visitor = await beginSession(origins[0] ?? '')
        return { visitor, thread: await openThread(visitor, nodes[0] as ServerProcess) }
      }),
    )
    const stop = new AbortController()
    const told = new Map<string, string[]>()
    const readers = visitors.map(({ visitor, thread }, n) =>
      follow(
        visitor,
        [...origins.slice(n % 3), ...origins.slice(0, n % 3)],
        stop.signal,
        ({ event, data }) => {
          if (event === 'message') told.set(thread, [...(told.get(thread) ?? []), data.content])
        },
      ),
    )
    // Readers begin at the present, so nobody writes before all of them are there.
    await Promise.all(readers.map(({ ready }) => ready))

    let isRestarting = true
    const written = new Map<string, string[]>()
    const writers = visitors.map(async ({ visitor, thread }, n) => {
      for (let k = 0; isRestarting || k < 20; k++) {
        const text = `${n}.${k}`
        const turn = [...origins.slice((n + k) % 3), ...origins.slice(0, (n + k) % 3)]
        await visitor.deliver(turn, thread, text)
        written.set(thread, [...(written.get(thread) ?? []), text])
      }
    })
    for (const node of nodes) {
      expect(await node.stop()).toBe(0)
      await node.start()
    }
    isRestarting = false
    await Promise.all(writers)
    await eventually(() => Object.fromEntries(told), Object.fromEntries(written))
    stop.abort()
    await Promise.all(readers.map(({ done }) => done))
    expect(told).toEqual(written)
  })
})

/** Words of the answer that is being written, as a reader who attaches is told them. */
async function writtenSoFar(
  { origin }: ServerProcess,
  conversation: string,
  visitor: ApiVisitor,
): Promise<string> {
  for await (const { data } of visitor.attach(origin, conversation)) {
    if (data.state === 'writing') return data.content
  }
  return ''
}

/** Follows a feed over all servers, from the last cursor, as a browser does. */
function follow(
  visitor: ApiVisitor,
  origins: readonly string[],
  signal: AbortSignal,
  onEvent: (event: FeedEvent) => void,
): { ready: Promise<void>; done: Promise<void> } {
  let onReady = (): void => {}
  const ready = new Promise<void>((resolve) => {
    onReady = resolve
  })
  async function run(): Promise<void> {
    let cursor: string | null = null
    for (let tries = 0; !signal.aborted; tries++) {
      try {
        const origin = origins[tries % origins.length] ?? ''
        for await (const event of visitor.feed(origin, cursor, signal)) {
          cursor = event.id
          onReady()
          onEvent(event)
        }
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    }
  }
  return { ready, done: run() }
}
