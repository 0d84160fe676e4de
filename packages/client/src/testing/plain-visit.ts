/** A visitor of a scripted plain server, for tests of the transport to it. */
import {
  type Attention,
  type Known,
  type Lane,
  type Outcome,
  type Reconciled,
  type SendOp,
  type ServerEvent,
  type Transport,
  type TransportMemory,
  uuidv7,
} from '@porchlight/protocol'
import {
  createManualClock,
  createScriptedPlainApi,
  createSeededRandom,
  type ManualClock,
  type PlainApiOptions,
  type ScriptedPlainApi,
} from '@porchlight/testkit'
import { createPlainTransport } from '../transports/plain/plain.ts'
import { createMemoryTransportMemory } from './memory-transport-memory.ts'

export const LANE: Lane = {
  mode: 'assistant',
  isRunActive: false,
  isFollowed: false,
  isHolding: false,
  ticket: null,
}

const NOTHING_KNOWN: Known = { base: null, owned: new Set() }

const WATCHING: Attention = { level: () => 'watching', subscribe: () => () => {} }

export const signal: AbortSignal = new AbortController().signal

export interface PlainVisit {
  readonly clock: ManualClock
  readonly api: ScriptedPlainApi
  readonly memory: TransportMemory
  transport(): Transport
  reload(): void
  /**
   * Happens after the next request that says something, before its answer is heard.
   *
   * @param reading happens instead after the next request that reads what this ends with
   */
  beforeAnswer(task: () => Promise<unknown>, reading?: string): void
  newId(): string
  open(): Promise<string>
  sendOp(thread: string, content: string): SendOp
  deliver(op: SendOp): Promise<Outcome>
  /** Looks for the op, and lets the settle window pass. */
  look(op: SendOp, known?: Known): Promise<Reconciled>
  /** Reads the feed from a cursor on, until it is closed. */
  listen(cursor?: string | null): { readonly events: readonly ServerEvent[]; close(): void }
}

export function visitPlain(options: Partial<PlainApiOptions> = {}): PlainVisit {
  const clock = createManualClock()
  const usual = { keepsTraceIds: true, answers: true, titlesAtOnce: true }
  const api = createScriptedPlainApi(clock, { ...usual, ...options })
  const memory = createMemoryTransportMemory()
  const { fill: fillRandom } = createSeededRandom(5)
  let meanwhile: { task: () => Promise<unknown>; reading: string | null } | null = null
  async function fetchLate(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const answer = await api.fetch(input, init)
    if (meanwhile === null) return answer
    const { task, reading } = meanwhile
    const isIt = init?.method === 'GET' ? reading && String(input).endsWith(reading) : !reading
    if (!isIt) return answer
    meanwhile = null
    await task()
    return answer
  }
  const connect = (): Transport =>
    createPlainTransport({
      origin: 'http://plain.test',
      project: 7,
      visitor: 'ada',
      authorize: async () => 'Bearer key',
      memory,
      fetch: fetchLate,
      clock,
      fillRandom,
    })
  let transport = connect()
  const newId = (): string => uuidv7(clock.now(), fillRandom)

  return {
    clock,
    api,
    memory,
    transport: () => transport,
    reload() {
      transport = connect()
    },
    beforeAnswer(task, reading) {
      meanwhile = { task, reading: reading ?? null }
    },
    newId,
    async open() {
      const thread = newId()
      const op = { id: newId(), thread, traits: {}, context: {}, attempt: 1 }
      await transport.deliver({ kind: 'open', ...op }, LANE, signal)
      return thread
    },
    sendOp: (thread, content) => ({
      kind: 'send',
      id: newId(),
      thread,
      content,
      live: true,
      attempt: 1,
    }),
    deliver: (op) => transport.deliver(op, LANE, signal),
    async look(op, known = NOTHING_KNOWN) {
      const found = transport.reconcile(op, known, signal)
      await clock.advance(60_000)
      return await found
    },
    listen(cursor = null) {
      const stop = new AbortController()
      const events: ServerEvent[] = []
      void (async () => {
        for await (const event of transport.pull(cursor, stop.signal, WATCHING)) {
          // As the core does it.
          const threads = event.kind === 'reset' ? event.threads : []
          for (const { id } of threads) await transport.page(id, null, 50, stop.signal)
          events.push(event)
        }
      })().catch(() => {})
      return { events, close: () => stop.abort() }
    },
  }
}
