/**
 * `fetch` over the simulated network, so that transports run as they are shipped. Without a key a
 * server cannot tell a late request from a new one: so a late one is lost after as long as the
 * transports wait for it before they send again.
 */
import { type Clock, TransportError } from '@porchlight/protocol'
import type { Network } from './network.ts'
import type { Tab } from './tab.ts'

/** The settle window of the transports, counted from the sending. */
const LATEST_MS = 30_000

/** A server that answers `fetch`, as the simulation sees it. */
export interface FetchedServer {
  readonly network: Network
  /** The right time. */
  readonly clock: Clock
  readonly serve: typeof fetch
  /** Answers that a request may get without being carried out as it should. */
  turnedDown(request: {
    readonly path: string
    readonly init: RequestInit
  }): Readonly<Record<string, () => Response | Promise<Response>>>
}

export function createFetch(tab: Tab, server: FetchedServer): typeof fetch {
  const { network, clock } = server
  return async (input, { signal: given, ...init } = {}) => {
    const { pathname: path } = new URL(String(input))
    const signal = given ?? new AbortController().signal
    // Nothing leaves for whom it is too late already.
    signal.throwIfAborted()
    const sentAt = clock.now()
    const reader = new AbortController()
    let response: Response
    try {
      response = await network.exchange(tab, {
        label: `${init.method ?? 'GET'} ${path.replace(/[0-9a-f-]{36}/g, '…')}`,
        signal,
        async serve() {
          if (clock.now() - sentAt >= LATEST_MS) throw new TransportError({ kind: 'offline' })
          return await server.serve(input, { ...init, signal: reader.signal })
        },
        turnedDown: server.turnedDown({ path, init }),
      })
    } catch (error) {
      if (!(error instanceof TransportError)) throw error
      throw signal.aborted ? signal.reason : new TypeError('Failed to fetch')
    }
    const isStream = response.headers.get('content-type') === 'text/event-stream'
    if (!isStream || response.body === null) return response
    const { body } = response
    async function* pieces(): AsyncGenerator<Uint8Array> {
      try {
        yield* network.stream(tab, { label: 'answer', signal, open: () => body, mayEnd: true })
      } finally {
        reader.abort()
      }
    }
    return new Response(streamOf(pieces()), response)
  }
}

function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next()
      if (next.done === true) controller.close()
      else controller.enqueue(next.value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
