/** Binds a function from `Request` to `Response` to a port, and lets go of it in good order. */
import { createServer, type IncomingMessage, type Server, ServerResponse } from 'node:http'
import {
  getRequestListener,
  type Http2Bindings,
  type HttpBindings,
  RequestError,
} from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { writeDirectly } from './direct-body.ts'

/** What is known of a request besides the request. */
export interface RequestInfo {
  /** Address of the peer that is connected: a proxy, where there is one. */
  readonly remoteAddress?: string
}

/** Answers requests. */
export type Fetch = (request: Request, info: RequestInfo) => Response | Promise<Response>

/** Where to listen, and whom to tell about what no client may see. */
export interface ListenOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** A handler threw or rejected; its client got an empty 500. */
  onError(error: unknown): void
}

/** A port that is being served. */
export interface Listener {
  readonly port: number
  /** How long a request may take to come in, in milliseconds. */
  readonly timeouts: { readonly headersTimeout: number; readonly requestTimeout: number }
  /**
   * Stops accepting, and waits until every request that came in has its answer's head; bodies may
   * still be streaming. Resolves at the latest when the deadline is aborted. Safe to call twice.
   */
  drain(deadline: AbortSignal): Promise<void>
  /** Waits for the bodies too, then cuts what is left at the deadline. Call it after `drain`. */
  end(deadline: AbortSignal): Promise<void>
}

// Longer than the 60 s for which common proxies keep an idle connection, so that it is the proxy who
// closes it and never we, in the moment in which it sends the next request.
const KEEP_ALIVE_TIMEOUT_MS = 65_000

// Who sends a byte now and then holds a connection no longer than this. Answers may take any time.
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2_000,
}

/**
 * Load balancers ask these by HTTP/1.0 and name no host. For everything else the host matters: links
 * begin with it, and metrics are shown to those who ask for this machine by its own name.  [SV56]
 */
const ASKED_WITHOUT_HOST = new Set(['/healthz', '/readyz'])

/**
 * Starts listening. A client that goes away aborts the signal of its request.
 *
 * @throws the system's error, with a `code` such as EADDRINUSE, EACCES or EADDRNOTAVAIL
 */
export async function listen(fetch: Fetch, options: ListenOptions): Promise<Listener> {
  let isStopping = false
  const answering = new Set<Promise<unknown>>()

  const handle = getRequestListener(track, {
    // The package would put its own Request and Response in place of the global ones.
    overrideGlobalObjects: false,
    hostname: 'localhost',
    errorHandler: (error) => {
      if (error instanceof RequestError) return new Response(null, { status: 400 })
      options.onError(error)
      return new Response(null, { status: 500 })
    },
  })

  async function track(request: Request, env: HttpBindings | Http2Bindings): Promise<Response> {
    const { headers, socket } = env.incoming
    const isHostless = headers.host === undefined || headers.host === ''
    if (isHostless && !ASKED_WITHOUT_HOST.has(new URL(request.url).pathname)) {
      return new Response(null, { status: 400 })
    }
    const { remoteAddress } = socket
    const info = remoteAddress === undefined ? {} : { remoteAddress }
    const answer = Promise.resolve(request)
      .then((given) => fetch(given, info))
      .then((response) => {
        const isWritten =
          env.outgoing instanceof ServerResponse && writeDirectly(response, env.outgoing)
        return isWritten ? RESPONSE_ALREADY_SENT : response
      })
    const settled = answer.catch(() => undefined)
    answering.add(settled)
    void settled.then(() => answering.delete(settled))
    return answer
  }

  const server = createServer(TIMEOUTS, (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (isStopping) outgoing.shouldKeepAlive = false
    // A connection that was streaming when we stopped becomes idle later, and nobody else closes it.
    outgoing.once('close', () => {
      if (isStopping) setImmediate(() => server.closeIdleConnections())
    })
    void handle(incoming, outgoing)
  })
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS
  await bind(server, options)
  const closed = new Promise<void>((resolve) => server.once('close', resolve))

  async function drain(deadline: AbortSignal): Promise<void> {
    if (!isStopping) server.close()
    isStopping = true
    while (answering.size > 0 && !deadline.aborted) {
      await Promise.race([Promise.all(answering), aborted(deadline)])
    }
  }

  async function end(deadline: AbortSignal): Promise<void> {
    await Promise.race([closed, aborted(deadline)])
    server.closeAllConnections()
    await closed
  }

  const { headersTimeout, requestTimeout } = server
  return { port: portOf(server), timeouts: { headersTimeout, requestTimeout }, drain, end }
}

function bind(server: Server, { host, port }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Listening without a port.')
  return address.port
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
