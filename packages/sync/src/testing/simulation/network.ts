/**
 * The network between tabs and server. Each request and each answer is a choice: there, lost, or
 * late. Who gives up waiting takes nothing back: a request that has left may arrive long after.
 */
import { type Frame, TransportError } from '@porchlight/protocol'
import { DroppedError, type Scheduler } from './scheduler.ts'
import type { Tab } from './tab.ts'

/** One request, from its leaving to its answer. */
export interface Exchange<T> {
  /** What it carries, for whoever reads a run. */
  readonly label: string
  /** The message that it carries, if it carries one. */
  readonly about?: string
  readonly signal: AbortSignal
  /** What the server does when it arrives, and answers. */
  readonly serve: () => Promise<T>
  /** Answers that it may get without reaching the server's heart. */
  readonly turnedDown?: Readonly<Record<string, () => T | Promise<T>>>
}

export interface Network {
  /** Resolves with the answer. @throws TransportError when there is none */
  exchange<T>(tab: Tab, exchange: Exchange<T>): Promise<T>
  /** Passes on what the server streams, until it is cut. @throws TransportError */
  stream<T>(tab: Tab, stream: Streaming<T>): AsyncGenerator<T>
  /** Nothing gets through any more, and what streams breaks off sooner or later. */
  setDown(isDown: boolean): void
  readonly isDown: boolean
}

export interface Streaming<T> {
  readonly label: string
  readonly signal: AbortSignal
  readonly open: (signal: AbortSignal) => AsyncIterable<T>
  /** It may end as if it were complete, without its last word. */
  readonly mayEnd?: boolean
}

export function createNetwork(scheduler: Scheduler): Network {
  const cutters = new Set<() => void>()
  let isDown = false
  const lost = (): TransportError => new TransportError({ kind: 'offline' })

  async function travel<T>(
    tab: Tab,
    { label, about, serve, turnedDown = {}, signal }: Exchange<T>,
  ): Promise<T> {
    const name = `${tab.name} ${label}`
    const ways = ['arrives', 'is lost', ...Object.keys(turnedDown)] as const
    const way = await scheduler.step({
      label: `${name}: request`,
      ways,
      tab: null,
      ...(about !== undefined && { about }),
    })
    if (isDown || way === 'is lost') throw lost()
    const answer = await (turnedDown[way]?.() ?? serve())
    const back = await scheduler.step({
      label: `${name}: answer`,
      ways: ['arrives', 'is lost'],
      tab,
      signal,
    })
    if (isDown || back === 'is lost') throw lost()
    return answer
  }

  /** Ends at the abort, whatever it waits for. */
  function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => reject(lost())
      if (signal.aborted) giveUp()
      signal.addEventListener('abort', giveUp)
      promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
    })
  }

  async function* stream<T>(
    tab: Tab,
    { label, signal, open, mayEnd = false }: Streaming<T>,
  ): AsyncGenerator<T> {
    const connection = new AbortController()
    const end = AbortSignal.any([signal, connection.signal])
    const cut = (): void => connection.abort()
    // A dead network says nothing: somebody has to notice.
    const notice = (): void => {
      const ways = ['is cut'] as const
      scheduler
        .step({ label: `${tab.name} ${label}: silence`, ways, tab, signal: end })
        .then(cut, noFailure)
    }
    cutters.add(notice)
    try {
      const incoming = open(end)[Symbol.asyncIterator]()
      for (;;) {
        const next = await tab.survive(unlessAborted(incoming.next(), end))
        const way = await tab.survive(
          unlessAborted(
            scheduler.step({
              label: `${tab.name} ${label}: ${next.done === true ? 'end' : describe(next.value)}`,
              ways: mayEnd ? ['arrives', 'is cut', 'ends'] : ['arrives', 'is cut'],
              tab,
              signal: end,
            }),
            end,
          ),
        )
        if (isDown || way === 'is cut') throw lost()
        if (next.done === true || way === 'ends') return
        yield next.value
      }
    } finally {
      cutters.delete(notice)
      cut()
    }
  }

  return {
    exchange(tab, exchange) {
      const answer = travel(tab, exchange)
      return tab.survive(unlessAborted(answer, exchange.signal))
    },
    stream,
    setDown(next) {
      isDown = next
      if (isDown) for (const notice of [...cutters]) notice()
    },
    get isDown() {
      return isDown
    },
  }
}

function describe(event: unknown): string {
  const { kind, message } = event as { kind?: string } & Partial<Frame>
  return kind ?? message?.state ?? 'event'
}

function noFailure(error: unknown): void {
  if (!(error instanceof DroppedError)) throw error
}
