/**
 * What every transport promises the core. Run by the scripted server and by the real transports
 * against a real server, so that a fake cannot promise more than the truth.
 */
import {
  type Attention,
  type Lane,
  type Message,
  type OpenOp,
  type Outcome,
  type SendOp,
  type ServerEvent,
  type Transport,
  uuidv7,
} from '@porchlight/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSeededRandom } from './seeded-random.ts'

/** One server in a fresh state, and a visitor's way to it. */
export interface TransportUnderTest {
  readonly transport: Transport
  /** A person of the team answers in the thread. */
  reply(thread: string, content: string): Promise<void>
  close(): Promise<void>
}

const random = createSeededRandom(1)
const newId = (): string => uuidv7(1_767_268_800_000, random.fill)

const ALONE: Lane = {
  mode: 'people',
  isRunActive: false,
  isFollowed: false,
  isHolding: false,
  ticket: null,
}

/** Somebody waits for news all the time. */
const WATCHING: Attention = { level: () => 'watching', subscribe: () => () => {} }

/** Declares the suite. `setUp` must give a server whose threads are answered by people. */
export function describeTransportContract(
  name: string,
  setUp: () => Promise<TransportUnderTest>,
): void {
  describe(`transport contract: ${name}`, () => {
    let subject: TransportUnderTest
    let stop: AbortController

    beforeEach(async () => {
      subject = await setUp()
      stop = new AbortController()
      await subject.transport.session(stop.signal)
    })

    afterEach(async () => {
      stop.abort()
      await subject.close()
    })

    const deliver = (op: OpenOp | SendOp, lane: Lane = ALONE): Promise<Outcome> =>
      subject.transport.deliver(op, lane, stop.signal)

    async function openThread(): Promise<string> {
      const thread = newId()
      expect((await deliver(openOp(thread))).kind).toBe('opened')
      return thread
    }

    it('opens a thread once, however often it is asked to', async () => {
      const op = openOp(newId())
      const first = await deliver(op)
      const second = await deliver({ ...op, attempt: 2 })
      expect([first, second].map((outcome) => threadOf(outcome)?.id)).toEqual([
        op.thread,
        op.thread,
      ])
    })

    it('posts a message with a place in its thread', async () => {
      const thread = await openThread()
      const op = sendOp(thread, 'Is the brass lamp in stock?')
      const outcome = await deliver(op)
      expect(messageOf(outcome)).toMatchObject({
        id: op.id,
        thread,
        author: 'visitor',
        content: op.content,
        state: 'posted',
        order: expect.anything(),
      })
    })

    it('posts a repeated message once', async () => {
      const thread = await openThread()
      const op = sendOp(thread, 'Hello')
      await deliver(op)
      await deliver({ ...op, attempt: 2 })
      const page = await subject.transport.page(thread, null, 50, stop.signal)
      expect(page.messages.map((message) => message.content)).toEqual(['Hello'])
    })

    it('refuses the same id with another text, and keeps the first', async () => {
      const thread = await openThread()
      const op = sendOp(thread, 'Hello')
      await deliver(op)
      const outcome = await deliver({ ...op, content: 'Goodbye', attempt: 2 })
      expect(outcome).toMatchObject({ kind: 'refused', code: 'idempotency_mismatch' })
    })

    it('says that a thread it does not know is gone', async () => {
      expect(await deliver({ ...sendOp(newId(), 'Hello'), attempt: 2 })).toEqual({ kind: 'gone' })
    })

    it('finds a message whose outcome was unknown, and misses one that never arrived', async () => {
      const thread = await openThread()
      const arrived = sendOp(thread, 'Hello')
      await deliver(arrived)
      const look = (op: SendOp): Promise<{ kind: string }> =>
        subject.transport.reconcile(op, { base: null, owned: new Set() }, stop.signal)
      expect((await look(arrived)).kind).toBe('present')
      expect((await look(sendOp(thread, 'Hello'))).kind).toBe('absent')
    })

    it('pages backwards, newest first, oldest first within a page', async () => {
      const thread = await openThread()
      for (const text of ['1', '2', '3', '4', '5']) {
        await deliver({ ...sendOp(thread, text), attempt: 2 })
      }
      const newest = await subject.transport.page(thread, null, 2, stop.signal)
      const before = newest.messages[0]?.order ?? null
      const older = await subject.transport.page(thread, before, 2, stop.signal)
      const oldest = await subject.transport.page(
        thread,
        older.messages[0]?.order ?? null,
        2,
        stop.signal,
      )
      expect([newest, older, oldest].map(contentsAndMore)).toEqual([
        [['4', '5'], true],
        [['2', '3'], true],
        [['1'], false],
      ])
    })

    it('begins a feed without a cursor by a reset that lists what is there', async () => {
      const thread = await openThread()
      await deliver(sendOp(thread, 'Hello'))
      const events = await take(subject.transport.pull(null, stop.signal, WATCHING), isReset)
      const reset = events.at(-1)
      expect(reset?.kind === 'reset' && reset.threads.map(({ id }) => id)).toEqual([thread])
    })

    it('tells of a reply, and goes on from the cursor without a gap or a repeat', async () => {
      const thread = await openThread()
      await deliver(sendOp(thread, 'Hello'))
      const [start] = (
        await take(subject.transport.pull(null, stop.signal, WATCHING), isReset)
      ).slice(-1)
      const startCursor = start?.kind === 'reset' ? start.cursor : null

      await subject.reply(thread, 'First reply')
      const first = await take(
        subject.transport.pull(startCursor, stop.signal, WATCHING),
        isReplyOf('First reply'),
      )
      await subject.reply(thread, 'Second reply')
      const last = first.at(-1)
      const cursor = last?.kind === 'message' ? last.cursor : null
      const second = await take(
        subject.transport.pull(cursor, stop.signal, WATCHING),
        isReplyOf('Second reply'),
      )
      expect([first, second].map(replies)).toEqual([['First reply'], ['Second reply']])
    })

    it('takes a read position that only rises', async () => {
      const thread = await openThread()
      await deliver(sendOp(thread, 'Hello'))
      await subject.reply(thread, 'Hi')
      const page = await subject.transport.page(thread, null, 50, stop.signal)
      const newest = page.messages.at(-1)?.order ?? 0
      const read = (order: number | string): Promise<Outcome> =>
        subject.transport.deliver({ kind: 'read', thread, order }, ALONE, stop.signal)
      expect([await read(newest), await read(0)]).toEqual([{ kind: 'done' }, { kind: 'done' }])
      const after = await subject.transport.page(thread, null, 50, stop.signal)
      expect(after.thread).toMatchObject({ unread: 0, readOrder: newest })
    })

    it('ends at once when there is no answer to attach to', async () => {
      const thread = await openThread()
      await deliver(sendOp(thread, 'Hello'))
      const frames = await take(subject.transport.attach(thread, null, stop.signal), () => false)
      expect(frames).toEqual([])
    })
  })
}

function openOp(thread: string): OpenOp {
  return { kind: 'open', id: newId(), thread, traits: {}, context: {}, attempt: 1 }
}

function sendOp(thread: string, content: string): SendOp {
  return { kind: 'send', id: newId(), thread, content, live: true, attempt: 1 }
}

function threadOf(outcome: Outcome): { id: string } | null {
  return outcome.kind === 'opened' ? outcome.thread : null
}

function messageOf(outcome: Outcome): Message | null {
  return outcome.kind === 'settled' || outcome.kind === 'held' ? outcome.message : null
}

function contentsAndMore(page: { messages: readonly Message[]; hasMore: boolean }): unknown {
  return [page.messages.map((message) => message.content), page.hasMore]
}

const isReset = (event: ServerEvent): boolean => event.kind === 'reset'

const isReplyOf =
  (content: string) =>
  (event: ServerEvent): boolean =>
    event.kind === 'message' && event.message.content === content

function replies(events: readonly ServerEvent[]): string[] {
  return events.flatMap((event) =>
    event.kind === 'message' && event.message.author === 'agent' ? [event.message.content] : [],
  )
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
