/** The calls of PostHog's public widget API, with the public token and a session of our own making. */
import {
  type Clock,
  type PageContext,
  type Schema,
  type Traits,
  WIDGET_TOKEN_HEADER,
} from '@porchlight/protocol'
import {
  type StockConfig,
  type StockMessages,
  type StockRead,
  type StockSent,
  type StockTickets,
  stockConfigSchema,
  stockMessagesSchema,
  stockReadSchema,
  stockSentSchema,
  stockTicketsSchema,
} from '@porchlight/protocol/posthog'
import type { Result } from '../../client-error.ts'
import { type Call, parseBody, send } from '../../request.ts'

/** What is said, and what is told with it. */
export interface Saying {
  readonly session: string
  readonly distinctId: string
  /** Null makes a new ticket, every time. */
  readonly ticket: string | null
  readonly message: string
  readonly traits: Traits
  readonly context: PageContext
}

export interface StockApi {
  config(signal: AbortSignal): Promise<Result<StockConfig>>
  /** Not safe to repeat. */
  say(saying: Saying, signal: AbortSignal): Promise<Result<StockSent>>
  /** One page after a time, or from the beginning, oldest first. */
  messages(
    at: {
      readonly session: string
      readonly ticket: string
      readonly after: string | null
      readonly limit: number
    },
    signal: AbortSignal,
  ): Promise<Result<StockMessages>>
  tickets(session: string, signal: AbortSignal): Promise<Result<StockTickets>>
  markRead(
    at: { readonly session: string; readonly ticket: string },
    signal: AbortSignal,
  ): Promise<Result<StockRead>>
}

export interface StockApiOptions {
  readonly origin: string
  readonly configOrigin: string
  readonly token: string
  readonly fetch: typeof fetch
  readonly clock: Clock
}

const ROOT = '/api/conversations/v1/widget'

/** All tickets of a visitor in one page. Not the limit whose answers are cached for 30 s. */
const TICKETS_LIMIT = 499

export function createStockApi(options: StockApiOptions): StockApi {
  const { origin, configOrigin, token, clock } = options
  const headers = { [WIDGET_TOKEN_HEADER]: token }

  async function ask<T>(call: Call, schema: Schema<T>, at = origin): Promise<Result<T>> {
    const answer = await send(
      { origin: at, fetch: options.fetch, clock },
      { call, accept: 'application/json', authorization: null },
    )
    if (!answer.ok) return answer
    const { status } = answer.value.response
    // Success is 200, never anything near it: the rest is somebody else's answer.
    if (status !== 200) return { ok: false, error: { kind: 'malformed', status, where: call.path } }
    return parseBody(answer.value, schema, call.path)
  }

  const messagesOf = (ticket: string): string => `${ROOT}/messages/${encodeURIComponent(ticket)}`

  return {
    config: (signal) =>
      ask(
        { method: 'GET', path: `/array/${encodeURIComponent(token)}/config`, signal },
        stockConfigSchema,
        configOrigin,
      ),
    say: (saying, signal) => {
      const body = {
        widget_session_id: saying.session,
        distinct_id: saying.distinctId,
        message: saying.message,
        ...(saying.ticket !== null && { ticket_id: saying.ticket }),
        traits: saying.traits,
        session_context: saying.context,
      }
      return ask(
        { method: 'POST', path: `${ROOT}/message`, headers, body, signal },
        stockSentSchema,
      )
    },
    messages: ({ session, ticket, after, limit }, signal) => {
      const query = toQuery({ widget_session_id: session, after, limit })
      const path = `${messagesOf(ticket)}?${query}`
      return ask({ method: 'GET', path, headers, signal }, stockMessagesSchema)
    },
    tickets: (session, signal) => {
      const query = toQuery({ widget_session_id: session, limit: TICKETS_LIMIT })
      const path = `${ROOT}/tickets?${query}`
      return ask({ method: 'GET', path, headers, signal }, stockTicketsSchema)
    },
    markRead: ({ session, ticket }, signal) => {
      const body = { widget_session_id: session }
      const path = `${messagesOf(ticket)}/read`
      return ask({ method: 'POST', path, headers, body, signal }, stockReadSchema)
    },
  }
}

/** The `+` of a time has to be escaped, and is. */
function toQuery(fields: Readonly<Record<string, string | number | null>>): string {
  const said = Object.entries(fields).filter(([, value]) => value !== null)
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString()
}
