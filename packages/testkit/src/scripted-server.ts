/**
 * A small server in memory that keeps the promises of the real one, and breaks the network on
 * command. It is a transport, so the core under test runs unchanged; the transport contract suite
 * holds it to what the real server does.
 */
import {
  CAPABILITIES,
  type Clock,
  type Frame,
  type Lane,
  type Message,
  type Op,
  type Outcome,
  type Page,
  type RateOp,
  type SendOp,
  type ServerEvent,
  type Session,
  type Thread,
  type ThreadChange,
  type ThreadId,
  type Transport,
  TransportError,
} from '@porchlight/protocol'

/**
 * What happens to one delivery: `cut_before` it reaches the server, `cut_after` the server has
 * carried it out, answered as scripted, or held until the test lets it go.
 */
export type Fault =
  | { readonly kind: 'cut_before' }
  | { readonly kind: 'cut_after' }
  | { readonly kind: 'answer'; readonly outcome: Outcome }
  | { readonly kind: 'hold'; readonly until: Promise<void> }

export interface ScriptedServer {
  /** The way of one tab to this server. */
  transport(): Transport
  /** Faults for the next deliveries, in order; then everything works. */
  script(...faults: readonly Fault[]): void
  /** Withholds what changes from the feed until `restore()`; requests are answered as ever. */
  mute(): void
  /** Cuts every connection and refuses new ones until `restore()`. */
  cut(): void
  restore(): void
  /** A person of the team answers. */
  reply(thread: ThreadId, content: string): Message
  /** Begins an answer of the assistant. */
  answer(thread: ThreadId): ScriptedAnswer
  /** Deletes a thread, for everybody. */
  remove(thread: ThreadId): void
  /** All cursors are void from now on, as after a restored backup. */
  reset(): void
  /** Who answers: new threads have this mode. */
  setMode(mode: Thread['mode']): void
  /** Keeps what arrives in the queue from now on, instead of posting it at once. */
  hold(): void
  /** Posts what the queue holds, and all that comes after it at once. */
  drain(): void
  /** What visitors said of their threads, in order. */
  readonly descriptions: readonly ThreadChange[]
  /** Everything posted in a thread, in order. */
  posted(thread: ThreadId): readonly Message[]
  readonly threads: readonly ThreadId[]
  /** Every delivery that reached the server, as `kind id`, in order. */
  readonly deliveries: readonly string[]
  /** Sessions begun. */
  readonly sessions: number
}

export interface ScriptedAnswer {
  /** The answer is this long now. */
  write(content: string): void
  /** Posts the answer as it is. */
  finish(how?: { incomplete: boolean }): void
}

interface ServerThread {
  info: Thread
  readonly messages: Map<string, Message>
  seq: number
  run: { readonly id: string; message: Message; readonly frames: Frame[] } | null
}

interface Change {
  readonly event: (cursor: string) => ServerEvent
}

function postedIn(thread: ServerThread | undefined): Message[] {
  const rows = [...(thread?.messages.values() ?? [])]
  return rows
    .filter(({ state }) => state === 'posted')
    .sort((a, b) => Number(a.order) - Number(b.order))
}

function nextAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve())
  })
}

export function createScriptedServer(clock: Clock): ScriptedServer {
  const threads = new Map<ThreadId, ServerThread>()
  const changes: Change[] = []
  const faults: Fault[] = []
  const deliveries: string[] = []
  const wakers = new Set<() => void>()
  let mode: Thread['mode'] = 'people'
  let isCut = false
  let isMuted = false
  let era = 0
  let sessions = 0
  let runs = 0
  let replies = 0
  let isHolding = false
  const descriptions: ThreadChange[] = []

  const offline = (): TransportError => new TransportError({ kind: 'offline' })
  const now = (): string => new Date(clock.now()).toISOString()

  function wakeAll(): void {
    for (const wake of [...wakers]) wake()
  }

  function tell(change: Change): void {
    changes.push(change)
    wakeAll()
  }

  function touch(thread: ServerThread, info: Partial<Thread> = {}): void {
    thread.info = { ...thread.info, ...info, rev: thread.info.rev + 1 }
    const told = thread.info
    tell({ event: (cursor) => ({ kind: 'thread', cursor, thread: told }) })
  }

  function post(thread: ServerThread, message: Omit<Message, 'order' | 'rev' | 'state'>): Message {
    const known = thread.messages.get(message.id)
    if (known !== undefined && known.state !== 'queued') return known
    thread.seq++
    const rev = (known?.rev ?? 0) + 1
    const posted: Message = { ...message, order: thread.seq, rev, state: 'posted' }
    thread.messages.set(posted.id, posted)
    tell({ event: (cursor) => ({ kind: 'message', cursor, message: posted }) })
    touch(thread, {
      lastMessageText: posted.content,
      lastMessageAt: posted.createdAt,
      unread: posted.author === 'visitor' ? thread.info.unread : thread.info.unread + 1,
    })
    return posted
  }

  function open(id: ThreadId): ServerThread {
    const known = threads.get(id)
    if (known !== undefined) return known
    const createdAt = now()
    const thread: ServerThread = {
      info: {
        id,
        title: null,
        mode,
        run: null,
        rev: 1,
        ticket: { id, number: threads.size + 1, status: 'new' },
        unread: 0,
        readOrder: 0,
        teamReadOrder: 0,
        lastMessageText: null,
        lastMessageAt: null,
        createdAt,
      },
      messages: new Map(),
      seq: 0,
      run: null,
    }
    threads.set(id, thread)
    touch(thread)
    return thread
  }

  function carryOut(op: Op): Outcome {
    deliveries.push(op.kind === 'open' || op.kind === 'send' ? `${op.kind} ${op.id}` : op.kind)
    if (op.kind === 'open') return { kind: 'opened', thread: open(op.thread).info }
    const thread = threads.get(op.thread)
    if (thread === undefined) return { kind: 'gone' }
    switch (op.kind) {
      case 'send':
        return accept(thread, op)
      case 'edit':
        return change(thread, op.target, { content: op.content })
      case 'withdraw':
        return change(thread, op.target, { state: 'withdrawn' })
      case 'rate':
        return rate(thread, op)
      case 'describe':
        descriptions.push(op.change)
        return { kind: 'done' }
      case 'stop':
        finish(thread, true)
        return { kind: 'done' }
      case 'read':
        if (Number(op.order) > Number(thread.info.readOrder)) {
          touch(thread, { readOrder: op.order, unread: 0 })
        }
        return { kind: 'done' }
    }
  }

  /** Changes what waits in the queue, and nothing else. */
  function change(thread: ServerThread, target: string, to: Partial<Message>): Outcome {
    const row = thread.messages.get(target)
    // Taking back what was taken back succeeds.
    if (row?.state === 'withdrawn' && to.state === 'withdrawn') return { kind: 'done' }
    if (row?.state !== 'queued') return { kind: 'too_late' }
    const changed = { ...row, ...to, rev: row.rev + 1 }
    thread.messages.set(target, changed)
    tell({ event: (cursor) => ({ kind: 'message', cursor, message: changed }) })
    return { kind: 'done' }
  }

  function rate(thread: ServerThread, { id, score, comment }: RateOp): Outcome {
    const message = post(thread, {
      id,
      thread: thread.info.id,
      author: 'notice',
      authorName: null,
      content: `${score}/5${comment === null ? '' : `: ${comment}`}`,
      incomplete: false,
      citations: [],
      createdAt: now(),
    })
    return { kind: 'settled', message }
  }

  function accept(thread: ServerThread, op: SendOp): Outcome {
    const known = thread.messages.get(op.id)
    if (known !== undefined && known.content !== op.content) {
      return { kind: 'refused', code: 'idempotency_mismatch', detail: 'other content' }
    }
    const draft = {
      id: op.id,
      thread: op.thread,
      author: 'visitor',
      authorName: null,
      content: op.content,
      incomplete: false,
      citations: [],
      createdAt: now(),
    } as const
    if (known?.state === 'withdrawn') return { kind: 'withdrawn' }
    if (!isHolding) return { kind: 'settled', message: post(thread, draft) }
    if (known?.state === 'posted') return { kind: 'settled', message: known }
    const message: Message = known ?? { ...draft, order: null, rev: 1, state: 'queued' }
    thread.messages.set(message.id, message)
    return { kind: 'held', message }
  }

  function finish(thread: ServerThread, incomplete: boolean): void {
    const { run } = thread
    if (run === null) return
    thread.run = null
    const { order: _order, rev: _rev, state: _state, ...message } = run.message
    const posted = post(thread, { ...message, incomplete })
    run.frames.push({ id: `${run.id}.${run.frames.length}`, run: run.id, message: posted })
    touch(thread, { run: null })
  }

  async function deliver(op: Op, _lane: Lane, signal: AbortSignal): Promise<Outcome> {
    await Promise.resolve()
    if (isCut || signal.aborted) return { kind: 'unknown', cause: offline() }
    const fault = op.kind === 'send' || op.kind === 'open' ? faults.shift() : undefined
    switch (fault?.kind) {
      case 'cut_before':
        return { kind: 'unknown', cause: offline() }
      case 'cut_after':
        carryOut(op)
        return { kind: 'unknown', cause: offline() }
      case 'answer':
        return fault.outcome
      case 'hold':
        await Promise.race([fault.until, nextAbort(signal)])
        return signal.aborted ? { kind: 'unknown', cause: offline() } : carryOut(op)
      case undefined:
        return carryOut(op)
    }
  }

  /** Resolves at the next change, cut or abort. */
  function nextWake(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        wakers.delete(done)
        signal.removeEventListener('abort', done)
        resolve()
      }
      wakers.add(done)
      signal.addEventListener('abort', done)
    })
  }

  async function* pull(cursor: string | null, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    await Promise.resolve()
    if (isCut || signal.aborted) throw offline()
    yield { kind: 'connected' }
    let at = placeOf(cursor)
    if (at === null) {
      at = changes.length
      yield {
        kind: 'reset',
        cursor: `${era}:${at}`,
        threads: [...threads.values()].map((thread) => thread.info),
      }
    }
    for (;;) {
      while (at < changes.length && !isMuted) {
        const change: Change | undefined = changes[at]
        at++
        if (isCut || signal.aborted) throw offline()
        if (change !== undefined) yield change.event(`${era}:${at}`)
      }
      if (isCut || signal.aborted) throw offline()
      await nextWake(signal)
    }
  }

  function placeOf(cursor: string | null): number | null {
    const [cursorEra, place] = (cursor ?? '').split(':')
    return cursorEra === String(era) ? Number(place) : null
  }

  function page(id: ThreadId, before: number | null, limit: number): Page {
    if (isCut) throw offline()
    const thread = threads.get(id)
    if (thread === undefined) throw new TransportError({ kind: 'gone' })
    const all = postedIn(thread).filter(
      (message) => before === null || Number(message.order) < before,
    )
    return {
      thread: thread.info,
      messages: all.slice(-limit),
      hasMore: all.length > limit,
    }
  }

  async function* attach(
    id: ThreadId,
    after: string | null,
    signal: AbortSignal,
  ): AsyncGenerator<Frame> {
    await Promise.resolve()
    const run = threads.get(id)?.run
    if (isCut || signal.aborted) throw offline()
    if (run === null || run === undefined) return
    let at = run.frames.findIndex((frame) => frame.id === after) + 1
    for (;;) {
      for (const frame of run.frames.slice(at)) {
        at++
        yield frame
        if (frame.message.state === 'posted') return
      }
      await nextWake(signal)
      if (isCut || signal.aborted) throw offline()
    }
  }

  return {
    transport: () => ({
      async session(signal): Promise<Session> {
        await Promise.resolve()
        if (isCut || signal.aborted) throw offline()
        sessions++
        return {
          visitor: 'visitor-1',
          capabilities: CAPABILITIES,
          maxQueueMessages: 20,
          mode,
          settings: null,
        }
      },
      deliver,
      async reconcile(op) {
        await Promise.resolve()
        if (isCut) return { kind: 'unclear' }
        const message = threads.get(op.thread)?.messages.get(op.id)
        return message === undefined ? { kind: 'absent' } : { kind: 'present', message }
      },
      pull,
      async page(thread, before, limit) {
        await Promise.resolve()
        return page(thread, before === null ? null : Number(before), limit)
      },
      attach,
    }),
    script: (...next) => {
      faults.push(...next)
    },
    mute() {
      isMuted = true
    },
    cut() {
      isCut = true
      wakeAll()
    },
    restore() {
      isCut = false
      isMuted = false
      wakeAll()
    },
    reply(id, content) {
      const thread = open(id)
      return post(thread, {
        id: `reply-${++replies}`,
        thread: id,
        author: 'agent',
        authorName: 'Maja',
        content,
        incomplete: false,
        citations: [],
        createdAt: now(),
      })
    },
    answer(id) {
      const thread = open(id)
      runs++
      const run: NonNullable<ServerThread['run']> = {
        id: `run-${runs}`,
        frames: [],
        message: {
          id: `answer-${runs}`,
          thread: id,
          author: 'assistant',
          authorName: null,
          content: '',
          order: null,
          rev: 0,
          state: 'writing',
          incomplete: false,
          citations: [],
          createdAt: now(),
        },
      }
      thread.run = run
      touch(thread, { run: run.id })
      return {
        write(content) {
          run.message = { ...run.message, content }
          const id = `${run.id}.${run.frames.length}`
          run.frames.push({ id, run: run.id, message: run.message })
          wakeAll()
        },
        finish: (how) => finish(thread, how?.incomplete ?? false),
      }
    },
    remove(thread) {
      threads.delete(thread)
      tell({ event: (cursor) => ({ kind: 'deleted', cursor, thread }) })
    },
    reset() {
      era++
      wakeAll()
    },
    setMode(next) {
      mode = next
    },
    hold() {
      isHolding = true
    },
    drain() {
      isHolding = false
      for (const thread of threads.values()) {
        const held = [...thread.messages.values()].filter(({ state }) => state === 'queued')
        for (const row of held) post(thread, row)
      }
    },
    posted: (id) => postedIn(threads.get(id)),
    descriptions,
    get threads() {
      return [...threads.keys()]
    },
    deliveries,
    get sessions() {
      return sessions
    },
  }
}
