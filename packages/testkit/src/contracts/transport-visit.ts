/** What a visitor does over the transport under test, in the words of its contract. */
import {
  type Attention,
  type Capability,
  type Frame,
  type Known,
  type Lane,
  type Message,
  type Op,
  type OpenOp,
  type Outcome,
  type Page,
  type Reconciled,
  type SendOp,
  type ServerEvent,
  type Thread,
  type Transport,
  uuidv7,
} from '@porchlight/protocol'
import { expect, it } from 'vitest'
import { createSeededRandom } from '../seeded-random.ts'

/** One server in a fresh state, and a visitor's way to it. */
export interface TransportUnderTest {
  readonly transport: Transport
  /** A person of the team answers in the thread. */
  reply(thread: string, content: string): Promise<void>
  /** Keeps what arrives from now on in the server's queue. Only for servers that have one. */
  hold?(): Promise<void>
  /** Lets time pass. Only for transports that wait by a clock of the test. */
  pass?(): Promise<void>
  close(): Promise<void>
}

/** What this server can do; what it cannot is not asked of it. */
export interface Abilities {
  readonly capabilities: readonly Capability[]
  /** Whether traits can be told alone, without a message. */
  readonly takesTraits: boolean
}

/** Declares a test, or says in its title why it is none for this server. */
type DeclareTest = (title: string, test: () => Promise<void>) => void

/** A visitor of the server of the test that runs. */
export interface TransportVisit {
  readonly capabilities: readonly Capability[]
  deliver(op: Op, lane?: Lane): Promise<Outcome>
  /** @returns the id of a thread that the server has opened */
  openThread(): Promise<string>
  /** Asks what became of it, while time passes. */
  look(op: SendOp, known?: Known): Promise<Reconciled>
  /** Follows the feed up to the event that is waited for, while time passes. */
  listen(cursor: string | null, until: (event: ServerEvent) => boolean): Promise<ServerEvent[]>
  page(thread: string, before: number | string | null, limit: number): Promise<Page>
  /** All frames of the answer that is being written; none where there is none. */
  attach(thread: string): Promise<Frame[]>
  reply(thread: string, content: string): Promise<void>
  /** From now on messages wait in the server's queue. */
  hold(): Promise<void>
  itWith(needed: Capability): DeclareTest
  readonly itWithTraits: DeclareTest
}

const random = createSeededRandom(1)
/** Never the same, in any suite. */
export const newId = (): string => uuidv7(1_767_268_800_000, random.fill)

/** Nothing is under way in the thread. */
export const ALONE: Lane = {
  mode: 'people',
  isRunActive: false,
  isFollowed: false,
  isHolding: false,
  ticket: null,
}

/** More follows, so that the server waits before it posts. */
export const WAITING: Lane = { ...ALONE, isFollowed: true, isHolding: true }

const UNKNOWN: Known = { base: null, owned: new Set() }

/** Somebody waits for news all the time. */
const WATCHING: Attention = { level: () => 'watching', subscribe: () => () => {} }

/** @param current the server of the test that runs, and what ends all requests to it */
export function createTransportVisit(
  current: () => { readonly subject: TransportUnderTest; readonly signal: AbortSignal },
  { capabilities, takesTraits }: Abilities,
): TransportVisit {
  const transport = (): Transport => current().subject.transport

  const deliver = (op: Op, lane: Lane = ALONE): Promise<Outcome> =>
    transport().deliver(op, lane, current().signal)

  /** Waits for it while time passes. */
  async function whilePassing<T>(task: Promise<T>): Promise<T> {
    const { subject } = current()
    let isOver = false
    const over = task.finally(() => {
      isOver = true
    })
    // Whoever waits for the task is told of its failure.
    over.catch(() => {})
    while (!isOver && subject.pass !== undefined) await subject.pass()
    return await over
  }

  return {
    capabilities,
    deliver,
    async openThread() {
      const thread = newId()
      expect((await deliver(openOp(thread))).kind).toBe('opened')
      return thread
    },
    look: (op, known = UNKNOWN) => whilePassing(transport().reconcile(op, known, current().signal)),
    listen: (cursor, until) =>
      whilePassing(take(transport().pull(cursor, current().signal, WATCHING), until)),
    page: (thread, before, limit) => transport().page(thread, before, limit, current().signal),
    attach: (thread) => take(transport().attach(thread, null, current().signal), () => false),
    reply: (thread, content) => current().subject.reply(thread, content),
    async hold() {
      await current().subject.hold?.()
    },
    itWith: (needed) => declareIf(capabilities.includes(needed), needed),
    itWithTraits: declareIf(takesTraits, 'way to tell traits alone'),
  }
}

const declareIf =
  (isAble: boolean, lacking: string): DeclareTest =>
  (title, test) => {
    if (isAble) it(title, test)
    else it.skip(`${title} (this server has no ${lacking})`, test)
  }

/** Opens a thread, once more for the same id. */
export function openOp(thread: string): OpenOp {
  return { kind: 'open', id: newId(), thread, traits: {}, context: {}, attempt: 1 }
}

/** Sends a text, written online. */
export function sendOp(thread: string, content: string): SendOp {
  return { kind: 'send', id: newId(), thread, content, live: true, attempt: 1 }
}

/** The thread that was opened; null for any other outcome. */
export function threadOf(outcome: Outcome): Thread | null {
  return outcome.kind === 'opened' ? outcome.thread : null
}

/** The message as the server has it; null where nobody knows. */
export function messageOf(outcome: Outcome): Message | null {
  return outcome.kind === 'settled' || outcome.kind === 'held' ? outcome.message : null
}

/** Reads up to and including the first item that is looked for, or to the end. */
async function take<T>(stream: AsyncIterable<T>, isLast: (item: T) => boolean): Promise<T[]> {
  const taken: T[] = []
  for await (const item of stream) {
    taken.push(item)
    if (isLast(item)) break
  }
  return taken
}
