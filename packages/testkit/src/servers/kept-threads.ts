/**
 * What the scripted server keeps, and what it does when it is asked to: threads, their messages, a
 * queue, runs, and the list of changes that its feed is read from. It knows no network.
 */
import type {
  Clock,
  Frame,
  Message,
  Op,
  Outcome,
  RateOp,
  SendOp,
  ServerEvent,
  Thread,
  ThreadChange,
  ThreadId,
} from '@porchlight/protocol'

/** What people do, without a network between. */
export interface TeamAndVisitors {
  /** A person of the team answers. */
  reply(thread: ThreadId, content: string): Message
  /** Begins an answer of the assistant. */
  answer(thread: ThreadId): ScriptedAnswer
  /** Deletes a thread, for everybody. */
  remove(thread: ThreadId): void
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
}

/** The server without its network. */
export interface KeptThreads {
  readonly acts: TeamAndVisitors
  /** Does what has arrived. */
  carryOut(op: Op): Outcome
  readonly byId: ReadonlyMap<ThreadId, KeptThread>
  /** What the feed tells, in order. */
  readonly changes: readonly Change[]
  /** Who answers in new threads. */
  readonly mode: Thread['mode']
}

/** An answer that the test writes. */
export interface ScriptedAnswer {
  /** The answer is this long now. */
  write(content: string): void
  /** Posts the answer as it is. */
  finish(how?: { incomplete: boolean }): void
}

/** One thread, as the server has it. */
export interface KeptThread {
  info: Thread
  readonly messages: Map<string, Message>
  seq: number
  run: { readonly id: string; message: Message; readonly frames: Frame[] } | null
}

/** Something the feed tells, once it is known under which cursor. */
export interface Change {
  readonly event: (cursor: string) => ServerEvent
}

/** @param onChange there is something new to read: a change, or a frame of an answer */
export function createKeptThreads(clock: Clock, onChange: () => void): KeptThreads {
  const threads = new Map<ThreadId, KeptThread>()
  const changes: Change[] = []
  const descriptions: ThreadChange[] = []
  let mode: Thread['mode'] = 'people'
  let isHolding = false
  let runs = 0
  let replies = 0

  const now = (): string => new Date(clock.now()).toISOString()

  /** What messages have that nothing special came with. */
  const bare = (thread: ThreadId) =>
    ({ thread, authorName: null, incomplete: false, citations: [], createdAt: now() }) as const

  function tell(change: Change): void {
    changes.push(change)
    onChange()
  }

  function touch(thread: KeptThread, info: Partial<Thread> = {}): void {
    thread.info = { ...thread.info, ...info, rev: thread.info.rev + 1 }
    const told = thread.info
    tell({ event: (cursor) => ({ kind: 'thread', cursor, thread: told }) })
  }

  function post(thread: KeptThread, message: Omit<Message, 'order' | 'rev' | 'state'>): Message {
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

  function open(id: ThreadId): KeptThread {
    const known = threads.get(id)
    if (known !== undefined) return known
    const thread = emptyThread({ id, mode, createdAt: now(), number: threads.size + 1 })
    threads.set(id, thread)
    touch(thread)
    return thread
  }

  function carryOut(op: Op): Outcome {
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
  function change(thread: KeptThread, target: string, to: Partial<Message>): Outcome {
    const row = thread.messages.get(target)
    // Taking back what was taken back succeeds.
    if (row?.state === 'withdrawn' && to.state === 'withdrawn') return { kind: 'done' }
    if (row?.state !== 'queued') return { kind: 'too_late' }
    const changed = { ...row, ...to, rev: row.rev + 1 }
    thread.messages.set(target, changed)
    tell({ event: (cursor) => ({ kind: 'message', cursor, message: changed }) })
    return { kind: 'done' }
  }

  function rate(thread: KeptThread, { id, score, comment }: RateOp): Outcome {
    const message = post(thread, {
      ...bare(thread.info.id),
      id,
      author: 'notice',
      content: `${score}/5${comment === null ? '' : `: ${comment}`}`,
    })
    return { kind: 'settled', message }
  }

  function accept(thread: KeptThread, op: SendOp): Outcome {
    const known = thread.messages.get(op.id)
    if (known !== undefined && known.content !== op.content) {
      return { kind: 'refused', code: 'idempotency_mismatch', detail: 'other content' }
    }
    const draft = {
      ...bare(op.thread),
      id: op.id,
      author: 'visitor',
      content: op.content,
    } as const
    if (known?.state === 'withdrawn') return { kind: 'withdrawn' }
    if (!isHolding) return { kind: 'settled', message: post(thread, draft) }
    if (known?.state === 'posted') return { kind: 'settled', message: known }
    const message: Message = known ?? { ...draft, order: null, rev: 1, state: 'queued' }
    thread.messages.set(message.id, message)
    return { kind: 'held', message }
  }

  function finish(thread: KeptThread, incomplete: boolean): void {
    const { run } = thread
    if (run === null) return
    thread.run = null
    const { order: _order, rev: _rev, state: _state, ...message } = run.message
    const posted = post(thread, { ...message, incomplete })
    run.frames.push({ id: `${run.id}.${run.frames.length}`, run: run.id, message: posted })
    touch(thread, { run: null })
  }

  const acts: TeamAndVisitors = {
    descriptions,
    reply(id, content) {
      const thread = open(id)
      return post(thread, {
        ...bare(id),
        id: `reply-${++replies}`,
        author: 'agent',
        authorName: 'Maja',
        content,
      })
    },
    answer(id) {
      const thread = open(id)
      runs++
      const run: NonNullable<KeptThread['run']> = {
        id: `run-${runs}`,
        frames: [],
        message: {
          ...bare(id),
          id: `answer-${runs}`,
          author: 'assistant',
          content: '',
          order: null,
          rev: 0,
          state: 'writing',
        },
      }
      thread.run = run
      touch(thread, { run: run.id })
      return {
        write(content) {
          run.message = { ...run.message, content }
          const id = `${run.id}.${run.frames.length}`
          run.frames.push({ id, run: run.id, message: run.message })
          onChange()
        },
        finish: (how) => finish(thread, how?.incomplete ?? false),
      }
    },
    remove(thread) {
      threads.delete(thread)
      tell({ event: (cursor) => ({ kind: 'deleted', cursor, thread }) })
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
    posted(id) {
      const rows = [...(threads.get(id)?.messages.values() ?? [])]
      return rows
        .filter(({ state }) => state === 'posted')
        .sort((a, b) => Number(a.order) - Number(b.order))
    },
  }

  return {
    acts,
    carryOut,
    byId: threads,
    changes,
    get mode() {
      return mode
    },
  }
}

type NewThread = Pick<Thread, 'id' | 'mode' | 'createdAt'> & { readonly number: number }

function emptyThread({ number, ...told }: NewThread): KeptThread {
  return {
    info: {
      ...told,
      title: null,
      run: null,
      rev: 1,
      ticket: { id: told.id, number, status: 'new' },
      unread: 0,
      readOrder: 0,
      teamReadOrder: 0,
      lastMessageText: null,
      lastMessageAt: null,
    },
    messages: new Map(),
    seq: 0,
    run: null,
  }
}
