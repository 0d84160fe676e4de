/** The real server on a database of its own, and the people who talk to it. */
import { type SessionAnswer, uuidv7, WIDGET_TOKEN_HEADER } from '@porchlight/protocol'
import { createManualClock, createSeededRandom, type ManualClock } from '@porchlight/testkit'
import { onTestFinished } from 'vitest'
import { createServer, type Server } from '../create-server.ts'
import { NO_LIMITS } from '../limits/limit-settings.ts'
import type { ServerOptions } from '../server-options.ts'
import type { Place } from '../store/open-database.ts'
import { checkDeclared } from './declared-answers.ts'
import { checkedEvents } from './declared-events.ts'
import { createTestPlace } from './test-database.ts'

export const WIDGET_TOKEN = 'plw_test'
export const API_KEY = 'plk_test'

// biome-ignore lint/suspicious/noExplicitAny: assertions look into it freely
export type Json = any

/** An answer with its body read. */
export interface Answer {
  readonly status: number
  readonly body: Json
}

/** Somebody who sends requests below `/api/projects/1/conversations`. */
export interface Caller {
  raw(method: string, path: string, options?: RequestOptions): Promise<Response>
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body?: unknown): Promise<Answer>
  patch(path: string, body?: unknown): Promise<Answer>
  delete(path: string): Promise<Answer>
}

export interface RequestOptions {
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

export interface VisitorCaller extends Caller {
  readonly id: string
  readonly access: string
  /** Opens a thread. @returns the conversation's id */
  open(told?: Record<string, unknown>): Promise<string>
  /** Posts at once, without streaming. */
  append(conversation: string, content: string, id?: string): Promise<Answer>
  enqueue(
    conversation: string,
    content: string,
    options?: { id?: string; more?: boolean },
  ): Promise<Answer>
  /** `POST conversations/` with content. */
  stream(conversation: string, content: string, id?: string): Promise<Response>
  attach(conversation: string, lastEventId?: string): Promise<Response>
}

export interface TestServer {
  readonly server: Server
  readonly clock: ManualClock
  /** Where its data is, for those who look into it. */
  readonly place: Place
  readonly key: Caller
  readonly nobody: Caller
  readonly errors: readonly { event: string; fields: unknown }[]
  id(): string
  refreshToken(): string
  session(pair: { refresh: string | null; next: string }): Promise<Answer>
  visitor(): Promise<VisitorCaller>
  callerWith(token: string): Caller
  /** Another process on the same data; the first one is left as it is, as after SIGKILL. */
  startAgain(options?: Partial<ServerOptions>): Promise<TestServer>
  /** Text of the ticket's messages, as the team sees them. */
  ticketTexts(conversation: string): Promise<string[]>
}

const random = createSeededRandom(20)

export interface TestOptions extends Partial<Omit<ServerOptions, 'clock'>> {
  /** Data that is there already. */
  readonly place?: Place
  readonly clock?: ManualClock
}

/** Starts a server that is closed and whose data is deleted when the test ends. */
export async function startTestServer({
  place,
  clock = createManualClock(),
  ...options
}: TestOptions = {}): Promise<TestServer> {
  return await start(place ?? (await createTestPlace()), clock, options)
}

async function start(
  place: Place,
  clock: ManualClock,
  options: Partial<ServerOptions>,
): Promise<TestServer> {
  const errors: { event: string; fields: unknown }[] = []
  const undeclared: Error[] = []
  const created = await createServer({
    ...place,
    clock,
    random: random.fill,
    assistant: null,
    apiKey: API_KEY,
    widgetToken: WIDGET_TOKEN,
    limits: NO_LIMITS,
    log: {
      error: (event, fields) => errors.push({ event, fields }),
      info: () => {},
      debug: () => {},
    },
    ...options,
  })
  const server: Server = {
    ...created,
    async fetch(request, info) {
      const response = await created.fetch(request, info)
      const events = await checkDeclared(request, response)
      return events === null
        ? response
        : checkedEvents(response, events, (error) => undeclared.push(error))
    },
  }
  onTestFinished(async () => {
    await server.close()
    if (undeclared[0] !== undefined) throw undeclared[0]
  })
  const id = (): string => uuidv7(clock.now(), random.fill)
  const key = createCaller(server, API_KEY)

  async function session(pair: { refresh: string | null; next: string }): Promise<Answer> {
    const request = new Request('http://chat.test/api/conversations/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', [WIDGET_TOKEN_HEADER]: WIDGET_TOKEN },
      body: JSON.stringify(pair),
    })
    return await readAnswer(await server.fetch(request))
  }

  return {
    server,
    clock,
    place,
    key,
    nobody: createCaller(server, null),
    errors,
    id,
    refreshToken,
    session,
    async visitor() {
      const { body } = await session({ refresh: null, next: refreshToken() })
      return createVisitor(server, body, id)
    },
    callerWith: (token) => createCaller(server, token),
    startAgain: (changed) => start(place, clock, { ...options, ...changed }),
    async ticketTexts(conversation) {
      const list = await key.get('/tickets/')
      const ticket = list.body.results.find((row: Json) => row.conversation === conversation)
      if (ticket === undefined) return []
      const messages = await key.get(`/tickets/${ticket.id}/messages/`)
      return messages.body.results.map((message: Json) => message.content)
    },
  }
}

/** Made as browsers make them. */
function refreshToken(): string {
  const bytes = new Uint8Array(32)
  random.fill(bytes)
  return `plr_${Buffer.from(bytes).toString('base64url')}`
}

function createVisitor(server: Server, session: SessionAnswer, newId: () => string): VisitorCaller {
  const caller = createCaller(server, session.access)
  return {
    ...caller,
    id: session.visitor,
    access: session.access,
    async open(told = {}) {
      const conversation = newId()
      await caller.post('/tickets/', { conversation, ...told })
      return conversation
    },
    append: (conversation, content, id = newId()) =>
      caller.post(`/${conversation}/append_message/`, { content }, { 'Idempotency-Key': id }),
    enqueue: (conversation, content, { id = newId(), more = false } = {}) =>
      caller.post(`/${conversation}/queue/`, { content, more }, { 'Idempotency-Key': id }),
    stream: (conversation, content, id = newId()) =>
      caller.raw('POST', '/', { body: { conversation, content, trace_id: id } }),
    attach: (conversation, lastEventId) =>
      caller.raw('POST', '/', {
        body: { conversation, content: null, trace_id: newId() },
        headers: lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId },
      }),
  }
}

function createCaller(server: Server, token: string | null): Caller {
  async function raw(
    method: string,
    path: string,
    { body, headers }: RequestOptions = {},
  ): Promise<Response> {
    const request = new Request(`http://chat.test/api/projects/1/conversations${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    return await server.fetch(request)
  }
  const call = async (method: string, path: string, options: RequestOptions): Promise<Answer> =>
    await readAnswer(await raw(method, path, options))
  return {
    raw,
    get: (path, headers = {}) => call('GET', path, { headers }),
    post: (path, body, headers = {}) => call('POST', path, { body, headers }),
    put: (path, body) => call('PUT', path, { body }),
    patch: (path, body) => call('PATCH', path, { body }),
    delete: (path) => call('DELETE', path, {}),
  }
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}
