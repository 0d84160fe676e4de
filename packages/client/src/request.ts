/**
 * One HTTP request: authorised, bounded in time, its answer parsed. The only file that calls
 * `fetch`.
 */
import { type Clock, parse, parseProblem, type Schema } from '@porchlight/protocol'
import { type ClientError, parseRetryAfter, type Result } from './client-error.ts'

/** What is asked for, without its origin. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Path and query below the origin; with `{project}` where the project's id belongs. */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** Who asks. A key is fixed; a visitor's access token is renewed when the server turns it down. */
export interface Authorizer {
  /** @returns the value of the `Authorization` header and the project's id */
  current(signal: AbortSignal | undefined): Promise<Result<Authorization>>
  /**
   * Called once after a 401 to `refused`.
   * @returns another authorization to try, or the reason why there is none
   */
  renew(
    refused: Authorization,
    signal: AbortSignal | undefined,
  ): Promise<Result<Authorization> | null>
}

export interface Authorization {
  readonly header: string
  readonly project: number
}

export interface RequesterOptions {
  /** Origin of the API, such as `https://chat.example.com`. */
  readonly origin: string
  readonly authorizer: Authorizer
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** How long to wait for the head of an answer. Default 30 s. */
  readonly timeoutMs?: number
}

export interface Requester {
  /** Asks for JSON and parses it. */
  json<T>(call: Call, schema: Schema<T>): Promise<Result<T>>
  /** Asks for something whose answer is an empty 2xx. */
  empty(call: Call): Promise<Result<null>>
  /** Asks for an event stream; whoever reads it must close it. */
  stream(call: Call): Promise<Result<OpenStream>>
}

/** A response whose body is still on its way. */
export interface OpenStream {
  readonly response: Response
  /** Lets go of the call's signal, which could end the stream until now. */
  readonly release: () => void
}

/** How long a request may take, unless a caller says otherwise. */
export const REQUEST_TIMEOUT_MS = 30_000

/** @returns a requester for one origin and one principal */
export function createRequester(options: RequesterOptions): Requester {
  const { authorizer } = options

  async function authorised(call: Call, accept: Accept): Promise<Result<Answer>> {
    try {
      return await authorisedOnce(call, accept)
    } catch (cause) {
      // The authorizer's store has failed: nothing was sent.
      return { ok: false, error: { kind: 'offline', cause } }
    }
  }

  async function authorisedOnce(call: Call, accept: Accept): Promise<Result<Answer>> {
    const first = await authorizer.current(call.signal)
    if (!first.ok) return first
    const answer = await send(options, { call, accept, authorization: first.value })
    if (answer.ok || answer.error.kind !== 'problem' || answer.error.status !== 401) return answer

    // A 401 is a sure refusal, so sending the same call again cannot double anything.
    const renewed = await authorizer.renew(first.value, call.signal)
    if (renewed === null) return answer
    if (!renewed.ok) return renewed
    return await send(options, { call, accept, authorization: renewed.value })
  }

  return {
    async json(call, schema) {
      const answer = await authorised(call, 'application/json')
      return answer.ok ? parseBody(answer.value, schema, call.path) : answer
    },
    async empty(call) {
      const answer = await authorised(call, 'application/json')
      if (!answer.ok) return answer
      const { response, body } = answer.value
      // A page of HTML with status 200 is a portal's answer, not the server's.
      const isOurs = response.status === 204 || body !== undefined
      return isOurs ? { ok: true, value: null } : malformed(response.status, call.path)
    },
    async stream(call) {
      const answer = await authorised(call, 'text/event-stream')
      if (!answer.ok) return answer
      const { response, release } = answer.value
      const type = response.headers.get('content-type') ?? ''
      if (type.startsWith('text/event-stream') && response.body !== null) {
        return { ok: true, value: { response, release } }
      }
      release()
      await response.body?.cancel()
      return malformed(response.status, `${call.path}: not an event stream`)
    },
  }
}

type Accept = 'application/json' | 'text/event-stream'

interface Attempt {
  readonly call: Call
  readonly accept: Accept
  readonly authorization: Authorization | null
}

/** A 2xx. `body` is the parsed JSON, or undefined for a stream and for what is not JSON. */
export interface Answer extends OpenStream {
  readonly body: unknown
}

/**
 * One `fetch`. A 2xx is ok; any other status becomes an error. Never rejects.
 *
 * The time limit covers the body of JSON too, so that an answer cut in the middle cannot hang; of a
 * stream it covers the head alone, and the call's signal ends the rest.
 */
export async function send(
  options: Pick<RequesterOptions, 'origin' | 'fetch' | 'clock' | 'timeoutMs'>,
  { call, accept, authorization }: Attempt,
): Promise<Result<Answer>> {
  const timeoutMs = options.timeoutMs ?? REQUEST_TIMEOUT_MS
  const controller = new AbortController()
  const giveUp = (): void => controller.abort()
  const release = (): void => call.signal?.removeEventListener('abort', giveUp)
  call.signal?.addEventListener('abort', giveUp)
  if (call.signal?.aborted === true) giveUp()
  let isLate = false
  const stopTimer = options.clock.setTimeout(() => {
    isLate = true
    giveUp()
  }, timeoutMs)

  let isStreaming = false
  try {
    const path = call.path.replace('{project}', String(authorization?.project))
    const response = await options.fetch(options.origin + path, {
      method: call.method,
      headers: {
        accept,
        ...(authorization && { authorization: authorization.header }),
        ...(call.body !== undefined && { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      // Tokens travel in a header alone, so a forged cross-site request carries nothing of ours.
      credentials: 'omit',
      // An answer from elsewhere (a captive portal) is nobody's word about our request.
      redirect: 'error',
      signal: controller.signal,
    })
    isStreaming = response.ok && accept === 'text/event-stream'
    const body = isStreaming ? undefined : await readJson(response)
    if (response.ok) return { ok: true, value: { response, release, body } }
    return { ok: false, error: problemOf(response, body, options.clock) }
  } catch (cause) {
    return { ok: false, error: failureOf(cause, { isLate, timeoutMs, signal: call.signal }) }
  } finally {
    stopTimer()
    if (!isStreaming) release()
  }
}

function failureOf(
  cause: unknown,
  at: { isLate: boolean; timeoutMs: number; signal: AbortSignal | undefined },
): ClientError {
  if (at.isLate) return { kind: 'timeout', afterMs: at.timeoutMs }
  if (at.signal?.aborted === true) return { kind: 'aborted' }
  return { kind: 'offline', cause }
}

function problemOf(response: Response, body: unknown, clock: Clock): ClientError {
  const problem = parseProblem(body)
  if (problem === null) return { kind: 'malformed', status: response.status, where: 'error body' }
  return {
    kind: 'problem',
    status: response.status,
    problem,
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), clock.now()),
  }
}

/** @throws when the connection breaks in the body; nonsense in a whole body is undefined */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Parses the body of a 2xx. One that is not ours makes the outcome of the request unknown. */
export function parseBody<T>(
  { response, body }: Answer,
  schema: Schema<T>,
  where: string,
): Result<T> {
  const parsed = parse(schema, body)
  return parsed.ok ? parsed : malformed(response.status, `${where}: ${parsed.issue.path}`)
}

function malformed(status: number, where: string): Result<never> {
  return { ok: false, error: { kind: 'malformed', status, where } }
}
