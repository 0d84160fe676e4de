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
  type Op,
  type Outcome,
  type Page,
  type ServerEvent,
  type Session,
  type ThreadId,
  type Transport,
  TransportError,
} from '@porchlight/protocol'
import { createKeptThreads, type TeamAndVisitors } from './kept-threads.ts'

/**
 * What happens to one delivery: `cut_before` it reaches the server, `cut_after` the server has
 * carried it out, answered as scripted, or held until the test lets it go.
 */
export type Fault =
  | { readonly kind: 'cut_before' }
  | { readonly kind: 'cut_after' }
  | { readonly kind: 'answer'; readonly outcome: Outcome }
  | { readonly kind: 'hold'; readonly until: Promise<void> }

/** The server, and the network between it and its tabs. */
export interface ScriptedServer extends TeamAndVisitors {
  /** The way of one tab to this server. */
  transport(): Transport
  /** Faults for the next deliveries, in order; then everything works. */
  script(...faults: readonly Fault[]): void
  /** Withholds what changes from the feed until `restore()`; requests are answered as ever. */
  mute(): void
  /** Cuts every connection and refuses new ones until `restore()`. */
  cut(): void
  restore(): void
  /** All cursors are void from now on, as after a restored backup. */
  reset(): void
  readonly threads: readonly ThreadId[]
  /** Every delivery that reached the server, as `kind id`, in order. */
  readonly deliveries: readonly string[]
  /** Sessions begun. */
  readonly sessions: number
}

function nextAbort(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve())
  })
}

/** @returns a server without threads, and a network that works */
export function createScriptedServer(clock: Clock): ScriptedServer {
  const faults: Fault[] = []
  const deliveries: string[] = []
  const wakers = new Set<() => void>()
  const kept = createKeptThreads(clock, wakeAll)
  let isCut = false
  let isMuted = false
  let era = 0
  let sessions = 0

  const offline = (): TransportError => new TransportError({ kind: 'offline' })

  function wakeAll(): void {
    for (const wake of [...wakers]) wake()
  }

  function arrive(op: Op): Outcome {
    deliveries.push(op.kind === 'open' || op.kind === 'send' ? `${op.kind} ${op.id}` : op.kind)
    return kept.carryOut(op)
  }

  async function deliver(op: Op, _lane: Lane, signal: AbortSignal): Promise<Outcome> {
    await Promise.resolve()
    if (isCut || signal.aborted) return { kind: 'unknown', cause: offline() }
    const fault = op.kind === 'send' || op.kind === 'open' ? faults.shift() : undefined
    switch (fault?.kind) {
      case 'cut_before':
        return { kind: 'unknown', cause: offline() }
      case 'cut_after':
        arrive(op)
        return { kind: 'unknown', cause: offline() }
      case 'answer':
        return fault.outcome
      case 'hold':
        await Promise.race([fault.until, nextAbort(signal)])
        return signal.aborted ? { kind: 'unknown', cause: offline() } : arrive(op)
      case undefined:
        return arrive(op)
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
      at = kept.changes.length
      yield {
        kind: 'reset',
        cursor: `${era}:${at}`,
        threads: [...kept.byId.values()].map((thread) => thread.info),
      }
    }
    for (;;) {
      while (at < kept.changes.length && !isMuted) {
        const change = kept.changes[at]
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
    const thread = kept.byId.get(id)
    if (thread === undefined) throw new TransportError({ kind: 'gone' })
    const all = kept.acts
      .posted(id)
      .filter((message) => before === null || Number(message.order) < before)
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
    const run = kept.byId.get(id)?.run
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
    ...kept.acts,
    transport: () => ({
      async session(signal): Promise<Session> {
        await Promise.resolve()
        if (isCut || signal.aborted) throw offline()
        sessions++
        return {
          visitor: 'visitor-1',
          capabilities: CAPABILITIES,
          maxQueueMessages: 20,
          mode: kept.mode,
          settings: null,
        }
      },
      deliver,
      async reconcile(op) {
        await Promise.resolve()
        if (isCut) return { kind: 'unclear' }
        const message = kept.byId.get(op.thread)?.messages.get(op.id)
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
    reset() {
      era++
      wakeAll()
    },
    get threads() {
      return [...kept.byId.keys()]
    },
    deliveries,
    get sessions() {
      return sessions
    },
  }
}
