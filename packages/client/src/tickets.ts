/** The tickets resource, as the team uses it with an API key. */
import {
  type ListPage,
  listPageSchema,
  type Ticket,
  type TicketMessage,
  type TicketStatus,
  ticketMessageSchema,
  ticketSchema,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { OpenStream, Requester } from './request.ts'

export interface TicketFilter {
  /** Several mean any of them. */
  readonly status?: TicketStatus | readonly TicketStatus[]
  /** A ticket number, or part of a name, an address or a message. */
  readonly search?: string
  readonly limit?: number
  readonly offset?: number
}

export interface TicketsClient {
  /** `GET tickets/`: newest activity first. */
  list(filter: TicketFilter, signal?: AbortSignal): Promise<Result<ListPage<Ticket>>>
  /** `GET tickets/:id/`. Marks the ticket as read by the team. */
  get(id: string, signal?: AbortSignal): Promise<Result<Ticket>>
  /** `PATCH tickets/:id/`. */
  setStatus(id: string, status: TicketStatus, signal?: AbortSignal): Promise<Result<Ticket>>
  /** `GET tickets/:id/messages/`: oldest first. */
  messages(
    id: string,
    page: { limit: number; offset: number },
    signal?: AbortSignal,
  ): Promise<Result<ListPage<TicketMessage>>>
  /** `POST tickets/:id/reply/`. With a key, repeating it posts nothing new. */
  reply(
    id: string,
    reply: { message: string; isPrivate: boolean; key: string },
    signal?: AbortSignal,
  ): Promise<Result<TicketMessage>>
  /** `GET events/` of the whole project as server-sent events. */
  events(cursor: string | null, signal?: AbortSignal): Promise<Result<OpenStream>>
}

const ROOT = '/api/projects/{project}/conversations'

/** The calls of this resource over a requester. */
export function createTicketsClient(http: Requester): TicketsClient {
  const at = (id: string): string => `${ROOT}/tickets/${encodeURIComponent(id)}/`
  return {
    list: (filter, signal) => {
      const query = new URLSearchParams(
        Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]),
      )
      const path = `${ROOT}/tickets/?${query}`
      return http.json({ method: 'GET', path, signal }, listPageSchema(ticketSchema))
    },
    get: (id, signal) => http.json({ method: 'GET', path: at(id), signal }, ticketSchema),
    setStatus: (id, status, signal) =>
      http.json({ method: 'PATCH', path: at(id), body: { status }, signal }, ticketSchema),
    messages: (id, { limit, offset }, signal) =>
      http.json(
        { method: 'GET', path: `${at(id)}messages/?limit=${limit}&offset=${offset}`, signal },
        listPageSchema(ticketMessageSchema),
      ),
    reply: (id, { message, isPrivate, key }, signal) =>
      http.json(
        {
          method: 'POST',
          path: `${at(id)}reply/`,
          headers: { 'idempotency-key': key },
          body: { message, is_private: isPrivate },
          signal,
        },
        ticketMessageSchema,
      ),
    events: (cursor, signal) => {
      const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`
      return http.stream({ method: 'GET', path: `${ROOT}/events/${query}`, signal })
    },
  }
}
