/** A visitor of a scripted stock server, for tests of the transport to PostHog. */
import {
  type Attention,
  type AttentionLevel,
  type Known,
  type Lane,
  type OpenOp,
  type Outcome,
  type Reconciled,
  type SendOp,
  type ServerEvent,
  type Transport,
  TransportError,
  type TransportMemory,
  uuidv7,
} from '@porchlight/protocol'
import {
  createManualClock,
  createScriptedWidgetApi,
  createSeededRandom,
  type ManualClock,
  type ScriptedWidgetApi,
} from '@porchlight/testkit'
import { createPosthogTransport } from '../transports/posthog/posthog.ts'
import { createMemoryTransportMemory } from './memory-transport-memory.ts'

const LANE: Lane = {
  mode: 'people',
  isRunActive: false,
  isFollowed: false,
  isHolding: false,
  ticket: null,
}

const NOTHING_KNOWN: Known = { base: null, owned: new Set() }

export interface TestAttention extends Attention {
  set(level: AttentionLevel): void
}

/** A feed that is read as it comes. */
export interface Feed {
  readonly events: readonly ServerEvent[]
  /** Contents of the messages told, in order. */
  texts(): string[]
  /** Where the core would go on from now. */
  cursor(): string | null
  failure(): TransportError | null
  close(): void
}

export interface StockVisit {
  readonly clock: ManualClock
  readonly api: ScriptedWidgetApi
  readonly memory: TransportMemory
  /** The transport of now. */
  transport(): Transport
  /** The page is loaded anew: another transport on the same memory. */
  reload(): void
  newId(): string
  open(told?: Partial<OpenOp>): Promise<string>
  sendOp(thread: string, content: string): SendOp
  deliver(op: SendOp, by?: AbortSignal): Promise<Outcome>
  /** Sends and expects it to be settled. @returns the message's place */
  say(thread: string, content: string): Promise<string>
  /** Looks for the op, and lets the settle window pass. */
  look(op: SendOp, known?: Known): Promise<Reconciled>
  listen(cursor?: string | null, level?: AttentionLevel): Feed & { attention: TestAttention }
}

export const signal: AbortSignal = new AbortController().signal

export function visitStock(): StockVisit {
  const clock = createManualClock()
  const api = createScriptedWidgetApi(clock)
  const memory = createMemoryTransportMemory()
  const { fill: fillRandom } = createSeededRandom(11)
  const connect = (): Transport =>
    createPosthogTransport({
      origin: 'http://posthog.test',
      token: 'public-token',
      memory,
      fetch: api.fetch,
      clock,
      fillRandom,
    })
  let transport = connect()
  const newId = (): string => uuidv7(clock.now(), fillRandom)

  const visit: StockVisit = {
    clock,
    api,
    memory,
    transport: () => transport,
    reload() {
      transport = connect()
    },
    newId,
    async open(told) {
      const thread = newId()
      const op = { id: newId(), thread, traits: {}, context: {}, attempt: 1, ...told }
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
    async deliver(op, by = signal) {
      const outcome = transport.deliver(op, LANE, by)
      // For answers that take their time.
      await clock.advance(10_000)
      return await outcome
    },
    async say(thread, content) {
      const outcome = await transport.deliver(visit.sendOp(thread, content), LANE, signal)
      if (outcome.kind !== 'settled') throw new Error(JSON.stringify(outcome))
      return String(outcome.message.order)
    },
    async look(op, known = NOTHING_KNOWN) {
      const found = transport.reconcile(op, known, signal)
      await clock.advance(60_000)
      return await found
    },
    listen(cursor = null, level = 'watching') {
      const stop = new AbortController()
      const attention = createTestAttention(level)
      const events: ServerEvent[] = []
      let failure: TransportError | null = null
      void (async () => {
        try {
          for await (const event of transport.pull(cursor, stop.signal, attention)) {
            // As the core does it.
            const threads = event.kind === 'reset' ? event.threads : []
            for (const { id } of threads) await transport.page(id, null, 50, stop.signal)
            events.push(event)
          }
        } catch (error) {
          if (!(error instanceof TransportError)) throw error
          failure = error
        }
      })()
      return {
        events,
        attention,
        texts: () => events.flatMap((e) => (e.kind === 'message' ? [e.message.content] : [])),
        cursor: () =>
          events.flatMap((e) => (e.kind === 'connected' ? [] : [e.cursor])).at(-1) ?? null,
        failure: () => failure,
        close: () => stop.abort(),
      }
    },
  }
  return visit
}

function createTestAttention(first: AttentionLevel): TestAttention {
  const listeners = new Set<() => void>()
  let level = first
  return {
    level: () => level,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(next) {
      level = next
      for (const listener of [...listeners]) listener()
    },
  }
}
