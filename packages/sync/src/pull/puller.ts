/** Listens to the server for as long as this tab leads, and goes on where it was cut off. */
import {
  type Attention,
  type Clock,
  type ServerEvent,
  type Session,
  type Thread,
  type ThreadId,
  type Transport,
  TransportError,
} from '@porchlight/protocol'
import type { Breaker } from '../push/connection.ts'
import type { Line } from '../push/line.ts'
import { readMeta, writeMeta } from '../store/queries.ts'
import type { Store } from '../store/store.ts'
import { asLeader } from '../tabs/fence.ts'
import {
  adoptCurrentThread,
  applyDeleted,
  applyMessage,
  applySession,
  applyThread,
  doubtHeld,
} from './apply-events.ts'
import { readAnew } from './read-anew.ts'

export interface PullerOptions {
  readonly store: Store
  readonly transport: Transport
  readonly breaker: Breaker
  readonly line: Line
  readonly clock: Clock
  readonly attention: Attention
  /** The connection is up. */
  readonly onConnected: () => void
  readonly onSession: (session: Session) => void
  readonly onChanged: (thread: ThreadId) => void
  /** The server has told of a thread, maybe one with a run. */
  readonly onThread: (thread: Thread) => void
}

export interface Puller {
  /** Begins a new session before the next connection. */
  renewSession(): void
  /** Listens until the signal aborts. @throws StaleLeaderError */
  run(epoch: number, signal: AbortSignal): Promise<void>
}

/** A connection that has lived this long has proved itself; a shorter one keeps the back-off. */
const STABLE_MS = 10_000

/** @returns the puller of this tab */
export function createPuller(options: PullerOptions): Puller {
  const { store, transport, breaker, line, clock } = options
  let hasSession = false

  async function connectOnce(epoch: number, signal: AbortSignal): Promise<void> {
    if (!hasSession) {
      const session = await transport.session(signal)
      await asLeader(store, epoch, (tx) => applySession(tx, session))
      hasSession = true
      options.onSession(session)
    }
    const cursor = (await store.read((tx) => readMeta(tx, 'cursor'))) ?? null
    let stopTimer = (): void => {}
    try {
      for await (const event of transport.pull(cursor, signal, options.attention)) {
        if (event.kind === 'connected') {
          breaker.linked()
          stopTimer = clock.setTimeout(breaker.succeeded, STABLE_MS)
          options.onConnected()
        } else await apply(options, { epoch, signal }, event)
      }
    } finally {
      stopTimer()
    }
  }

  return {
    renewSession() {
      hasSession = false
      line.cut()
    },
    async run(epoch, signal) {
      while (!signal.aborted) {
        await breaker.ready(signal)
        if (signal.aborted) break
        const lineSignal = line.signal()
        try {
          await connectOnce(epoch, lineSignal)
        } catch (error) {
          if (!(error instanceof TransportError)) throw error
          if (error.failure.kind === 'unauthorized') hasSession = false
          if (!lineSignal.aborted) react(breaker, error)
        }
      }
    },
  }
}

function react(breaker: Breaker, { failure }: TransportError): void {
  if (failure.kind === 'unauthorized' && failure.isFinal) breaker.broken('token')
  else breaker.unlinked(failure.kind === 'throttled' ? failure.retryAfterMs : undefined)
}

/** Applies an event and moves the cursor past it, in one transaction. */
async function apply(
  options: PullerOptions,
  at: { epoch: number; signal: AbortSignal },
  event: Exclude<ServerEvent, { kind: 'connected' }>,
): Promise<void> {
  const { store, onChanged, onThread } = options
  if (event.kind === 'reset') return await startOver(options, at, event)
  await asLeader(store, at.epoch, async (tx) => {
    if (event.kind === 'message') await applyMessage(tx, event.message)
    else if (event.kind === 'thread') await applyThread(tx, event.thread)
    else await applyDeleted(tx, event.thread)
    await writeMeta(tx, 'cursor', event.cursor)
  })
  if (event.kind === 'message') onChanged(event.message.thread)
  else if (event.kind === 'deleted') onChanged(event.thread)
  else {
    onChanged(event.thread.id)
    onThread(event.thread)
  }
}

/**
 * Reads every thread anew. The cursor is of before the reading, so what changes meanwhile is told
 * again; it is stored last, so that a cut in the middle starts over.
 */
async function startOver(
  options: PullerOptions,
  at: { epoch: number; signal: AbortSignal },
  event: Extract<ServerEvent, { kind: 'reset' }>,
): Promise<void> {
  const { store, onChanged, onThread } = options
  const read: (Thread | undefined)[] = []
  // Of a thread that is not in the list nobody will ever tell that it was deleted.
  const ids = new Set(event.threads.map(({ id }) => id))
  for (const { id, info } of await store.read((tx) => tx.threads.all())) if (info) ids.add(id)
  for (const id of ids) read.push(await readAnew(options, at, id))
  await asLeader(store, at.epoch, async (tx) => {
    await adoptCurrentThread(tx, event.threads)
    await doubtHeld(tx)
    await writeMeta(tx, 'cursor', event.cursor)
  })
  for (const thread of read) {
    if (!thread) continue
    onChanged(thread.id)
    onThread(thread)
  }
}
