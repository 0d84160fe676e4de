/** The conversations resource, as a visitor uses it: threads, messages, streams and the queue. */
import {
  type Appended,
  appendedSchema,
  type ConversationDetail,
  type ConversationSummary,
  conversationDetailSchema,
  conversationSummarySchema,
  type ListPage,
  listPageSchema,
  type OpenedTicket,
  type OpenTicketRequest,
  openedTicketSchema,
  type Queue,
  queueSchema,
  type UpdateOwnTicketRequest,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { OpenStream, Requester } from './request.ts'

/** A message on its way: its id is the idempotency key. */
export interface Outgoing {
  readonly conversation: string
  readonly id: string
  readonly content: string
}

export interface ConversationsClient {
  /** `POST tickets/`. Safe to repeat: the conversation's id is the key. */
  openTicket(request: OpenTicketRequest, signal?: AbortSignal): Promise<Result<OpenedTicket>>
  /** `GET conversations/`: one page of the visitor's own, newest activity first. */
  list(offset: number, signal?: AbortSignal): Promise<Result<ListPage<ConversationSummary>>>
  /** `GET conversations/:id/`: the page before a seq, or the newest one. */
  page(
    request: { conversation: string; before: number | null; limit: number },
    signal?: AbortSignal,
  ): Promise<Result<ConversationDetail>>
  /** `POST conversations/`: posts and streams the answer. Safe to repeat under the same id. */
  stream(message: Outgoing, signal?: AbortSignal): Promise<Result<OpenStream>>
  /** `POST conversations/` without content: the rest of the answer that is being written. */
  attach(
    request: { conversation: string; id: string; lastEventId: string | null },
    signal?: AbortSignal,
  ): Promise<Result<OpenStream>>
  /** `POST append_message/`. Safe to repeat under the same id. */
  append(message: Outgoing, signal?: AbortSignal): Promise<Result<Appended>>
  /** `POST queue/`. Safe to repeat under the same id. */
  enqueue(message: Outgoing & { more: boolean }, signal?: AbortSignal): Promise<Result<Queue>>
  /** `PATCH queue/:id/`: another text for what waits there. 404 when it does not wait any more. */
  edit(message: Outgoing, signal?: AbortSignal): Promise<Result<Queue>>
  /** `DELETE queue/:id/`: takes one back, for ever. 404 when it does not wait any more. */
  withdraw(
    message: { conversation: string; id: string },
    signal?: AbortSignal,
  ): Promise<Result<Queue>>
  /** `PATCH tickets/:id/`: what a visitor may say of the whole. Merged, so safe to repeat. */
  describe(
    ticket: string,
    change: UpdateOwnTicketRequest,
    signal?: AbortSignal,
  ): Promise<Result<null>>
  /** `POST append_message/` of a notice: how content the visitor is. Safe to repeat under the id. */
  rate(
    rating: { conversation: string; id: string; score: number; comment: string | null },
    signal?: AbortSignal,
  ): Promise<Result<Appended>>
  /** `PATCH cancel/`: stops the answer that is being written. */
  cancel(conversation: string, signal?: AbortSignal): Promise<Result<null>>
  /** `POST read/`: positions only rise. */
  read(request: { conversation: string; seq: number }, signal?: AbortSignal): Promise<Result<null>>
  /** `GET events/` as server-sent events, from a cursor or from now. */
  events(cursor: string | null, signal?: AbortSignal): Promise<Result<OpenStream>>
}

const ROOT = '/api/projects/{project}/conversations'

export const LIST_PAGE_SIZE = 100

/** The calls of this resource over a requester. */
export function createConversationsClient(http: Requester): ConversationsClient {
  const at = (conversation: string): string => `${ROOT}/${encodeURIComponent(conversation)}`
  const waiting = (conversation: string, id: string): string =>
    `${at(conversation)}/queue/${encodeURIComponent(id)}/`
  const keyed = (id: string): Record<string, string> => ({ 'idempotency-key': id })

  return {
    openTicket: (body, signal) =>
      http.json({ method: 'POST', path: `${ROOT}/tickets/`, body, signal }, openedTicketSchema),
    list: (offset, signal) =>
      http.json(
        { method: 'GET', path: `${ROOT}/?limit=${LIST_PAGE_SIZE}&offset=${offset}`, signal },
        listPageSchema(conversationSummarySchema),
      ),
    page: ({ conversation, before, limit }, signal) => {
      const query = before === null ? '' : `&before=${before}`
      const path = `${at(conversation)}/?limit=${limit}${query}`
      return http.json({ method: 'GET', path, signal }, conversationDetailSchema)
    },
    stream: ({ conversation, id, content }, signal) =>
      http.stream({
        method: 'POST',
        path: `${ROOT}/`,
        headers: keyed(id),
        body: { conversation, content, trace_id: id },
        signal,
      }),
    attach: ({ conversation, id, lastEventId }, signal) =>
      http.stream({
        method: 'POST',
        path: `${ROOT}/`,
        ...(lastEventId !== null && { headers: { 'last-event-id': lastEventId } }),
        body: { conversation, content: null, trace_id: id },
        signal,
      }),
    append: ({ conversation, id, content }, signal) =>
      http.json(
        {
          method: 'POST',
          path: `${at(conversation)}/append_message/`,
          headers: keyed(id),
          body: { content },
          signal,
        },
        appendedSchema,
      ),
    enqueue: ({ conversation, id, content, more }, signal) =>
      http.json(
        {
          method: 'POST',
          path: `${at(conversation)}/queue/`,
          headers: keyed(id),
          body: { content, more },
          signal,
        },
        queueSchema,
      ),
    edit: ({ conversation, id, content }, signal) =>
      http.json(
        { method: 'PATCH', path: waiting(conversation, id), body: { content }, signal },
        queueSchema,
      ),
    withdraw: ({ conversation, id }, signal) =>
      http.json({ method: 'DELETE', path: waiting(conversation, id), signal }, queueSchema),
    describe: (ticket, body, signal) =>
      http.empty({
        method: 'PATCH',
        path: `${ROOT}/tickets/${encodeURIComponent(ticket)}/`,
        body,
        signal,
      }),
    rate: ({ conversation, id, score, comment }, signal) =>
      http.json(
        {
          method: 'POST',
          path: `${at(conversation)}/append_message/`,
          headers: keyed(id),
          body: { notice: 'rating', data: { score, comment } },
          signal,
        },
        appendedSchema,
      ),
    cancel: (conversation, signal) =>
      http.empty({ method: 'PATCH', path: `${at(conversation)}/cancel/`, signal }),
    read: ({ conversation, seq }, signal) =>
      http.empty({ method: 'POST', path: `${at(conversation)}/read/`, body: { seq }, signal }),
    events: (cursor, signal) => {
      const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`
      return http.stream({ method: 'GET', path: `${ROOT}/events/${query}`, signal })
    },
  }
}
