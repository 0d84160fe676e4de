/**
 * What every transport promises the core. Run by the scripted server and by the real transports
 * against a real server, so that a fake cannot promise more than the truth.
 */
import {
  type Attention,
  CAPABILITIES,
  type Capability,
  type DescribeOp,
  type EditOp,
  type Known,
  type Lane,
  type Message,
  type OpenOp,
  type Outcome,
  type RateOp,
  type Reconciled,
  type SendOp,
  type ServerEvent,
  type Thread,
  type Transport,
  uuidv7,
  type WithdrawOp,
} from '@porchlight/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSeededRandom } from './seeded-random.ts'

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

const random = createSeededRandom(1)
const newId = (): string => uuidv7(1_767_268_800_000, random.fill)

const ALONE: Lane = {
  mode: 'people',
  isRunActive: false,
  isFollowed: false,
  isHolding: false,
  ticket: null,
}

/** More follows, so that the server waits before it posts. */
const WAITING: Lane = { ...ALONE, isFollowed: true, isHolding: true }

const UNKNOWN: Known = { base: null, owned: new Set() }

/** Somebody waits for news all the time. */
const WATCHING: Attention = { level: () => 'watching', subscribe: () => () => {} }

/**
 * Declares the suite.
 *
 * @param setUp must give a server whose threads are answered by people
 * @param able what this server can do; what it cannot is not asked of it
 */
export function describeTransportContract(
  name: string,
  setUp: () => Promise<TransportUnderTest>,
  able: { capabilities?: readonly Capability[]; takesTraits?: boolean } = {},
): void {
  const { capabilities = CAPABILITIES, takesTraits = true } = able
  /** Declares a test, or says in its title why it is none for this server. */
  const itIf =
    (isAble: boolean, lacking: string) =>
    (title: string, test: () => Promise<void>): void => {
      if (isAble) it(title, test)
      else it.skip(`${title} (this server has no ${lacking})`, test)
    }
  const itWith = (needed: Capability): ReturnType<typeof itIf> =>
    itIf(capabilities.includes(needed), needed)

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

    const deliver = (
      op: OpenOp | SendOp | EditOp | WithdrawOp | RateOp | DescribeOp,
      lane: Lane = ALONE,
    ): Promise<Outcome> => subject.transport.deliver(op, lane, stop.signal)

    async function openThread(): Promise<string> {
      const thread = newId()
      expect((await deliver(openOp(thread))).kind).toBe('opened')
      return thread
    }

    /** Waits for it while time passes. */
    async function whilePassing<T>(task: Promise<T>): Promise<T> {
      let isOver = false
      const over = task.finally(() => {
        isOver = true
      })
      // Whoever waits for the task is told of its failure.
      over.catch(() => {})
      while (!isOver && subject.pass !== undefined) await subject.pass()
      return await over
    }

    const look = (op: SendOp, known: Known = UNKNOWN): Promise<Reconciled> =>
      whilePassing(subject.transport.reconcile(op, known, stop.signal))

    const listen = (cursor: string | null, until: (event: ServerEvent) => boolean) =>
      whilePassing(take(subject.transport.pull(cursor, stop.signal, WATCHING), until))

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
        id: capabilities.includes('client_ids') ? op.id : expect.any(String),
        thread,
        author: 'visitor',
        content: op.content,
        state: 'posted',
        order: expect.anything(),
      })
      // Above that of a message which is only here: else the core would take it for no news.
      expect(messageOf(outcome)?.rev).toBeGreaterThan(0)
    })

    itWith('client_ids')('posts a repeated message once', async () => {
      const thread = await openThread()
      const op = sendOp(thread, 'Hello')
      await deliver(op)
      await deliver({ ...op, attempt: 2 })
      const page = await subject.transport.page(thread, null, 50, stop.signal)
      expect(page.messages.map((message) => message.content)).toEqual(['Hello'])
    })

    itWith('client_ids')('refuses the same id with another text, and keeps the first', async () => {
      const thread = await openThread()
      const op = sendOp(thread, 'Hello')
      await deliver(op)
      const outcome = await deliver({ ...op, content: 'Goodbye', attempt: 2 })
      expect(outcome).toMatchObject({ kind: 'refused', code: 'idempotency_mismatch' })
    })

    itWith('client_ids')('says that a thread it does not know is gone', async () => {
      expect(await deliver({ ...sendOp(newId(), 'Hello'), attempt: 2 })).toEqual({ kind: 'gone' })
    })

    it('finds a message whose outcome was unknown, and misses one that never arrived', async () => {
      const thread = await openThread()
      const arrived = sendOp(thread, 'Hello')
      await deliver(arrived)
      const found = await look(arrived)
      expect(found).toMatchObject({ kind: 'present', message: { thread, content: 'Hello' } })
      expect(found.kind === 'present' && found.message.rev).toBeGreaterThan(0)
      expect((await look(sendOp(thread, 'Anybody there?'))).kind).toBe('absent')
    })

    it('does not take one message for two of the same text', async () => {
      const thread = await openThread()
      const first = messageOf(await deliver(sendOp(thread, 'Hello')))
      const owned = new Set(first === null ? [] : [first.id])
      expect((await look(sendOp(thread, 'Hello'), { base: null, owned })).kind).toBe('absent')
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
      const events = await listen(null, isReset)
      const reset = events.at(-1)
      expect(reset?.kind === 'reset' && reset.threads.map(({ id }) => id)).toEqual([thread])
    })

    it('tells of a reply, and goes on from the cursor without a gap or a repeat', async () => {
      const thread = await openThread()
      await deliver(sendOp(thread, 'Hello'))
      const [start] = (await listen(null, isReset)).slice(-1)
      const startCursor = start?.kind === 'reset' ? start.cursor : null

      await subject.reply(thread, 'First reply')
      const first = await listen(startCursor, isReplyOf('First reply'))
      await subject.reply(thread, 'Second reply')
      const last = first.at(-1)
      const cursor = last?.kind === 'message' ? last.cursor : null
      const second = await listen(cursor, isReplyOf('Second reply'))
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

    itIf(takesTraits, 'way to tell traits alone')(
      'takes what is said of a visitor, as often as it is said',
      async () => {
        const thread = newId()
        const opened = threadOf(await deliver(openOp(thread)))
        const lane = { ...ALONE, ticket: opened?.ticket?.id ?? null }
        const op = { kind: 'describe', thread, change: { traits: { name: 'Ada' } } } as const
        expect([await deliver(op, lane), await deliver(op, lane)]).toEqual([
          { kind: 'done' },
          { kind: 'done' },
        ])
      },
    )

    itWith('queue_idle')('changes what waits in the queue', async () => {
      const thread = await openThread()
      await subject.hold?.()
      const op = sendOp(thread, 'Helo')
      expect((await deliver(op, WAITING)).kind).toBe('held')
      const edit = { kind: 'edit', thread, target: op.id, content: 'Hello' } as const
      expect([await deliver(edit), await deliver(edit)]).toEqual([
        { kind: 'done' },
        { kind: 'done' },
      ])
      expect(
        messageOf(await deliver({ ...op, content: 'Hello', attempt: 2 }, WAITING)),
      ).toMatchObject({
        id: op.id,
        content: 'Hello',
        state: 'queued',
      })
    })

    itWith('queue_idle')('withdraws what waits in the queue, for ever', async () => {
      const thread = await openThread()
      await subject.hold?.()
      const op = sendOp(thread, 'Never mind')
      await deliver(op, WAITING)
      const withdraw = { kind: 'withdraw', thread, target: op.id } as const
      expect(await deliver(withdraw)).toEqual({ kind: 'done' })
      expect(await deliver({ ...op, attempt: 2 }, WAITING)).toEqual({ kind: 'withdrawn' })
    })

    itWith('queue_idle')('says that it is too late to change what is posted', async () => {
      const thread = await openThread()
      const op = sendOp(thread, 'Hello')
      await deliver(op)
      expect([
        await deliver({ kind: 'edit', thread, target: op.id, content: 'Goodbye' }),
        await deliver({ kind: 'withdraw', thread, target: op.id }),
      ]).toEqual([{ kind: 'too_late' }, { kind: 'too_late' }])
    })

    itWith('notices')('posts a rating once, under its id', async () => {
      const thread = await openThread()
      await deliver(sendOp(thread, 'Hello'))
      const op = { kind: 'rate', id: newId(), thread, score: 5, comment: 'Quick!' } as const
      const [first, second] = [await deliver(op), await deliver(op)]
      expect(messageOf(first)).toMatchObject({ id: op.id, author: 'notice', state: 'posted' })
      expect(second).toEqual(first)
      const page = await subject.transport.page(thread, null, 50, stop.signal)
      expect(page.messages.map(({ id }) => id).filter((id) => id === op.id)).toEqual([op.id])
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

function threadOf(outcome: Outcome): Thread | null {
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
    event.kind === 'message' && event.message.author !== 'visitor' ? [event.message.content] : [],
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
