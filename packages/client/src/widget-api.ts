/** The public widget API, for pages that bring a widget of their own, and the config it begins with. */
import {
  type Clock,
  type RemoteConfig,
  type RestoreAnswer,
  type RestoreLinkAnswer,
  remoteConfigSchema,
  restoreAnswerSchema,
  restoreLinkAnswerSchema,
  type Schema,
  systemClock,
  type TicketStatus,
  WIDGET_TOKEN_HEADER,
  type WidgetCallerFields,
  type WidgetMessageAnswer,
  type WidgetMessagesAnswer,
  type WidgetReadAnswer,
  type WidgetTicketsAnswer,
  widgetMessageAnswerSchema,
  widgetMessagesAnswerSchema,
  widgetReadAnswerSchema,
  widgetTicketsAnswerSchema,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import { type Call, parseBody, send } from './request.ts'

export interface WidgetApiOptions {
  readonly origin: string
  /** The site's public token. */
  readonly token: string
  readonly fetch?: typeof fetch
  readonly clock?: Clock
}

/** Who asks: a session, a person with their hash, or both. */
export type WidgetCaller = Partial<WidgetCallerFields>

/** What is said, and what is told with it. */
export interface WidgetSaying {
  readonly message: string
  /** Null or absent opens a new ticket, so a repetition opens another one. */
  readonly ticket_id?: string | null
  /** Needed with a session. */
  readonly distinct_id?: string
  readonly traits?: Readonly<Record<string, unknown>>
  readonly session_id?: string
  readonly session_context?: Readonly<Record<string, unknown>>
}

export interface WidgetApiClient {
  /** `GET /array/:token/config`. */
  config(signal?: AbortSignal): Promise<Result<RemoteConfig>>
  /** `GET /array/:token/config.js`: the same as a script, for a page that loads it by itself. */
  configScript(signal?: AbortSignal): Promise<Result<string>>
  /** `POST message`. Not safe to repeat: a lost answer leaves a message that is there. */
  say(
    who: WidgetCaller,
    saying: WidgetSaying,
    signal?: AbortSignal,
  ): Promise<Result<WidgetMessageAnswer>>
  /** `GET messages/:ticket`: oldest first; go on with `after`, the last `created_at` as it came. */
  messages(
    who: WidgetCaller,
    ticket: string,
    page?: { readonly after?: string; readonly limit?: number },
    signal?: AbortSignal,
  ): Promise<Result<WidgetMessagesAnswer>>
  /** `GET tickets`: newest first. */
  tickets(
    who: WidgetCaller,
    page?: { readonly status?: TicketStatus; readonly limit?: number; readonly offset?: number },
    signal?: AbortSignal,
  ): Promise<Result<WidgetTicketsAnswer>>
  /** `POST messages/:ticket/read`: all of it. Safe to repeat. */
  markRead(
    who: WidgetCaller,
    ticket: string,
    signal?: AbortSignal,
  ): Promise<Result<WidgetReadAnswer>>
  /** `POST restore/request`: the answer does not say whether anybody has that address. */
  requestRestore(
    wanted: { readonly email: string; readonly request_url: string },
    signal?: AbortSignal,
  ): Promise<Result<RestoreLinkAnswer>>
  /** `POST restore`. Works once. */
  restore(
    link: { readonly restore_token: string; readonly widget_session_id: string },
    signal?: AbortSignal,
  ): Promise<Result<RestoreAnswer>>
}

const ROOT = '/api/conversations/v1/widget'

/** @returns typed calls for one site */
export function createWidgetApiClient(options: WidgetApiOptions): WidgetApiClient {
  const { origin, token } = options
  const clock = options.clock ?? systemClock
  const fetchIt: typeof fetch = options.fetch ?? ((input, init) => fetch(input, init))

  async function ask<T>(call: Call, schema: Schema<T>): Promise<Result<T>> {
    const headers = { [WIDGET_TOKEN_HEADER]: token }
    const answer = await send(
      { origin, fetch: fetchIt, clock },
      { call: { ...call, headers }, accept: 'application/json', authorization: null },
    )
    return answer.ok ? parseBody(answer.value, schema, call.path) : answer
  }

  async function askForScript(path: string, signal?: AbortSignal): Promise<Result<string>> {
    let script: string | null = null
    // Read on its way, so that the time limit covers it like any other body.
    const fetchScript: typeof fetch = async (input, init) => {
      const response = await fetchIt(input, init)
      const isScript = response.headers.get('content-type')?.startsWith('text/javascript')
      if (isScript === true) script = await response.clone().text()
      return response
    }
    const call = { method: 'GET', path, signal } as const
    const answer = await send(
      { origin, fetch: fetchScript, clock },
      { call, accept: 'application/json', authorization: null },
    )
    if (!answer.ok) return answer
    const { status } = answer.value.response
    if (script === null) return { ok: false, error: { kind: 'malformed', status, where: path } }
    return { ok: true, value: script }
  }

  const post = <T>(path: string, body: unknown, schema: Schema<T>, signal?: AbortSignal) =>
    ask({ method: 'POST', path: ROOT + path, body, signal }, schema)
  const get = <T>(path: string, query: object, schema: Schema<T>, signal?: AbortSignal) =>
    ask({ method: 'GET', path: `${ROOT}${path}?${toQuery(query)}`, signal }, schema)
  const at = (ticket: string): string => `/messages/${encodeURIComponent(ticket)}`

  return {
    config: (signal) =>
      ask(
        { method: 'GET', path: `/array/${encodeURIComponent(token)}/config`, signal },
        remoteConfigSchema,
      ),
    configScript: (signal) => askForScript(`/array/${encodeURIComponent(token)}/config.js`, signal),
    say: (who, saying, signal) =>
      post('/message', { ...who, ...saying }, widgetMessageAnswerSchema, signal),
    messages: (who, ticket, page = {}, signal) =>
      get(at(ticket), { ...who, ...page }, widgetMessagesAnswerSchema, signal),
    tickets: (who, page = {}, signal) =>
      get('/tickets', { ...who, ...page }, widgetTicketsAnswerSchema, signal),
    markRead: (who, ticket, signal) =>
      post(`${at(ticket)}/read`, who, widgetReadAnswerSchema, signal),
    requestRestore: (wanted, signal) =>
      post('/restore/request', wanted, restoreLinkAnswerSchema, signal),
    restore: (link, signal) => post('/restore', link, restoreAnswerSchema, signal),
  }
}

/** The `+` of a time has to be escaped, and is. */
function toQuery(fields: object): string {
  const said = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString()
}
