/**
 * A `fetch` whose way to one origin can be slowed and cut, like a real network's: requests under way
 * fail, streams that are open break, and the server sees its client go.
 */
import { type Connection, type ConnectionSwitch, isCut } from './connection.ts'

/** One affected request, for the log. */
export interface Asked {
  readonly method: string
  readonly path: string
  /** Empty when there is none, or when it is not text. */
  readonly body: string
}

/** What became of it. */
export type Outcome =
  | { readonly kind: 'answered'; readonly status: number; readonly ms: number }
  | { readonly kind: 'cut'; readonly connection: Connection }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'failed' }

export interface CutFetchOptions {
  readonly fetch: typeof fetch
  /** Requests to `/api/` of this origin are affected; all others pass untouched. */
  readonly origin: string
  readonly connection: ConnectionSwitch
  readonly clock: {
    now(): number
    setTimeout(run: () => void, ms: number): () => void
  }
  /** Told once for each affected request, when its answer's head came or it failed. */
  onOutcome(asked: Asked, outcome: Outcome): void
}

/** Added to each request while the connection is slow, in milliseconds. */
export const SLOW_DELAY_MS = 1_500
/** Slow downloads, in bytes for each millisecond: about 16 kbit a second, an old mobile network. */
const SLOW_BYTES_PER_MS = 2

/** The function to put in place of `window.fetch`. */
export function createCutFetch(options: CutFetchOptions): typeof fetch {
  const { connection, clock, origin } = options

  return async function cutFetch(input, init) {
    const request = new Request(input, init)
    const url = new URL(request.url)
    if (url.origin !== origin || !url.pathname.startsWith('/api/')) {
      return options.fetch.call(globalThis, input, init)
    }
    const body = typeof init?.body === 'string' ? init.body : ''
    const asked = { method: request.method, path: url.pathname, body }
    const startedAt = clock.now()
    const wire = createWire(request.signal)
    try {
      await wire.during(connection.get() === 'slow' ? SLOW_DELAY_MS : 0)
      const answer = await options.fetch.call(
        globalThis,
        new Request(request, { signal: wire.signal }),
      )
      const ms = Math.round(clock.now() - startedAt)
      options.onOutcome(asked, { kind: 'answered', status: answer.status, ms })
      return wire.carry(answer)
    } catch (error) {
      wire.close()
      options.onOutcome(asked, outcomeOf(request, wire))
      throw wire.isBroken() ? new TypeError('Failed to fetch') : error
    }
  }

  function outcomeOf(request: Request, wire: { isBroken(): boolean }): Outcome {
    if (wire.isBroken()) return { kind: 'cut', connection: connection.get() }
    return request.signal.aborted ? { kind: 'aborted' } : { kind: 'failed' }
  }

  /** One request's way to the server and back. It breaks when the connection is cut. */
  function createWire(callerSignal: AbortSignal) {
    const controller = new AbortController()
    let broken = false
    const onAbort = (): void => controller.abort(callerSignal.reason)
    const unsubscribe = connection.subscribe(breakIfCut)
    callerSignal.addEventListener('abort', onAbort)
    if (callerSignal.aborted) onAbort()
    breakIfCut(connection.get())

    function breakIfCut(now: Connection): void {
      if (!isCut(now)) return
      broken = true
      controller.abort()
    }

    function close(): void {
      unsubscribe()
      callerSignal.removeEventListener('abort', onAbort)
    }

    /** Waits; rejects as soon as the request is aborted or the wire breaks. */
    function during(ms: number): Promise<void> {
      return new Promise((resolve, reject) => {
        const cancel = clock.setTimeout(resolve, ms)
        const stop = (): void => {
          cancel()
          reject(controller.signal.reason)
        }
        if (controller.signal.aborted) stop()
        controller.signal.addEventListener('abort', stop, { once: true })
      })
    }

    /** The same answer, its body read through the wire. */
    function carry(answer: Response): Response {
      if (answer.body === null) {
        close()
        return answer
      }
      const reader = answer.body.getReader()
      const body = new ReadableStream<Uint8Array>({
        async pull(stream) {
          try {
            const { done, value } = await reader.read()
            if (done) {
              close()
              stream.close()
              return
            }
            if (connection.get() === 'slow') await during(value.byteLength / SLOW_BYTES_PER_MS)
            stream.enqueue(value)
          } catch (error) {
            close()
            stream.error(broken ? new TypeError('network error') : error)
          }
        },
        cancel(reason) {
          close()
          return reader.cancel(reason)
        },
      })
      return new Response(body, answer)
    }

    return { signal: controller.signal, isBroken: () => broken, during, carry, close }
  }
}
