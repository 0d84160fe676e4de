/** What a leader does from taking the lead to giving it up: listen, answer, replay, tell. */
import type { Attention, Message, Session, ThreadId, Transport } from '@porchlight/protocol'
import { coalesce } from './coalesce.ts'
import type { Ports } from './ports.ts'
import { createAnswers } from './pull/answers.ts'
import { applyMessage } from './pull/apply-events.ts'
import { createPuller } from './pull/puller.ts'
import { readAnew } from './pull/read-anew.ts'
import type { Breaker } from './push/connection.ts'
import { createLine } from './push/line.ts'
import { createPusher, type PusherOptions } from './push/pusher.ts'
import { tellSayings } from './push/sayings.ts'
import { readMeta } from './store/queries.ts'
import type { Store } from './store/store.ts'
import { asLeader, StaleLeaderError } from './tabs/fence.ts'

export interface LeadershipOptions {
  readonly store: Store
  readonly transport: Transport
  readonly ports: Ports
  readonly breaker: Breaker
  readonly attention: Attention
  /** Fetches what is needed now and then. */
  readonly actions: PusherOptions['looking']
  readonly onSession: (session: Session) => void
  readonly onChanged: (thread: ThreadId, since?: string) => void
  readonly onGrowing: (thread: ThreadId, message: Message | null) => void
  /** Something failed that never should, such as the store. This tab does not lead any more. */
  readonly onBroken: () => void
}

export interface Leadership {
  /** There may be work. */
  poke(): void
  /** The network seems to have gone or come back. */
  networkChanged(isOnline: boolean): void
  /** Resolves when the lead has been given up and nothing is under way any more, with the reason. */
  readonly ended: Promise<LeadershipEnd>
}

/** Ended as it was asked to; unseated by another tab; or broken by a failure of the store. */
export type LeadershipEnd = 'stopped' | 'unseated' | 'broken'

/** Leads with `epoch` until the signal aborts, or until another tab has taken the lead. */
export function startLeadership(
  options: LeadershipOptions,
  epoch: number,
  outerSignal: AbortSignal,
): Leadership {
  const { store, transport, ports, breaker, onChanged } = options
  const stop = new AbortController()
  const { signal } = stop
  const giveUp = (): void => stop.abort()
  outerSignal.addEventListener('abort', giveUp)
  if (outerSignal.aborted) giveUp()

  const line = createLine(signal)
  let end: LeadershipEnd = 'stopped'
  let capabilities: readonly string[] = []

  const answers = createAnswers(
    {
      transport,
      breaker,
      line,
      onGrowing: options.onGrowing,
      async onPosted(message) {
        await asLeader(store, epoch, (tx) => applyMessage(tx, message))
        onChanged(message.thread)
      },
      onLost: (thread) => readAnew(options, { epoch, signal: line.signal() }, thread),
      onBroken: fail,
    },
    signal,
  )

  const puller = createPuller({
    store,
    transport,
    breaker,
    line,
    clock: ports.clock,
    attention: options.attention,
    onChanged,
    onConnected: () => tellAll(),
    onThread(thread) {
      answers.watch(thread)
      // A run that ended, or a queue that was posted, may be what a lane waits for.
      pusher.poke()
    },
    onSession(session) {
      capabilities = session.capabilities
      options.onSession(session)
      pusher.poke()
    },
  })

  const pusher = createPusher(
    {
      store,
      transport,
      breaker,
      line,
      answers,
      clock: ports.clock,
      random: ports.random,
      isRepeatable: () => capabilities.includes('client_ids'),
      looking: options.actions,
      onChanged,
      onUnauthorized: puller.renewSession,
      onStale: fail,
    },
    epoch,
    signal,
  )

  /** Another tab leads, or the store has failed under us: either way, write nothing any more. */
  function fail(error: unknown): void {
    if (signal.aborted) return
    end = error instanceof StaleLeaderError ? 'unseated' : 'broken'
    if (end === 'broken') options.onBroken()
    giveUp()
  }

  async function work(): Promise<void> {
    const { session, threads } = await store.read(async (tx) => ({
      session: await readMeta(tx, 'session'),
      threads: await tx.threads.all(),
    }))
    if (session) {
      capabilities = session.capabilities
      options.onSession(session)
    }
    for (const { info } of threads) if (info) answers.watch(info)
    await puller.run(epoch, signal)
  }

  const tellAll = coalesce(async () => {
    if (signal.aborted || breaker.current().state !== 'online') return
    await tellSayings(store, transport, { epoch, signal: line.signal() })
  }, fail)

  return {
    poke() {
      pusher.poke()
      tellAll()
    },
    networkChanged(isOnline) {
      // What is under way hangs on the network that was.
      line.cut()
      if (!isOnline) return breaker.unlinked()
      breaker.wake()
      pusher.poke()
    },
    ended: work()
      .catch(fail)
      .then(async () => {
        giveUp()
        await Promise.all([pusher.ended(), answers.ended()])
        return end
      }),
  }
}
