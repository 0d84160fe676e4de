/** The tickets resource, as the team uses it with an API key. */
import {
  type AiFeedbackRequest,
  type AssistantOutcomes,
  acceptedSchema,
  assistantOutcomesSchema,
  type BulkStatusAnswer,
  type BulkStatusRequest,
  type BulkTagsAnswer,
  type BulkTagsRequest,
  bulkStatusAnswerSchema,
  bulkTagsAnswerSchema,
  type ListPage,
  listPageSchema,
  type OpenTicketRequest,
  type Suggestion,
  suggestionSchema,
  type Ticket,
  type TicketMessage,
  type TicketStatus,
  ticketMessageSchema,
  ticketSchema,
  type UnreadCount,
  type UpdateTicketRequest,
  unreadCountSchema,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { OpenStream, Requester } from './request.ts'
import { type TicketFilter, toTicketQuery } from './ticket-filter.ts'

/** The document of an editor, kept beside the text. */
export type RichContent = Readonly<Record<string, unknown>>

export interface TicketsClient {
  /** `GET tickets/`: newest activity first, unless told otherwise. Marks nothing as read. */
  list(filter: TicketFilter, signal?: AbortSignal): Promise<Result<ListPage<Ticket>>>
  /** `POST tickets/`: opens a ticket. Safe to repeat: the conversation's id is the key. */
  open(
    request: Pick<OpenTicketRequest, 'conversation'> & Partial<OpenTicketRequest>,
    signal?: AbortSignal,
  ): Promise<Result<Ticket>>
  /** `GET tickets/unread_count/`: messages that wait for the team. */
  unreadCount(signal?: AbortSignal): Promise<Result<UnreadCount>>
  /** `GET tickets/assistant_outcomes/`: of the tickets that changed within so many days. */
  assistantOutcomes(days: number, signal?: AbortSignal): Promise<Result<AssistantOutcomes>>
  /** `GET tickets/:id/`, by id or number. Marks the ticket as read by the team. */
  get(id: string, signal?: AbortSignal): Promise<Result<Ticket>>
  /** `PATCH tickets/:id/`: only what is named changes, and the last word counts. */
  update(id: string, change: TicketChange, signal?: AbortSignal): Promise<Result<Ticket>>
  /** `PUT tickets/:id/`, which is the same: what is not named stays. */
  put(id: string, change: TicketChange, signal?: AbortSignal): Promise<Result<Ticket>>
  /** `PATCH tickets/:id/`. */
  setStatus(id: string, status: TicketStatus, signal?: AbortSignal): Promise<Result<Ticket>>
  /** `DELETE tickets/:id/`: with its thread, for its visitor too. */
  remove(id: string, signal?: AbortSignal): Promise<Result<null>>
  /** `GET tickets/:id/messages/`: oldest first. */
  messages(
    id: string,
    page: { limit: number; offset: number },
    signal?: AbortSignal,
  ): Promise<Result<ListPage<TicketMessage>>>
  /** `POST tickets/:id/reply/`. With a key, repeating it posts nothing new. */
  reply(
    id: string,
    reply: { message: string; isPrivate: boolean; key: string; richContent?: RichContent },
    signal?: AbortSignal,
  ): Promise<Result<TicketMessage>>
  /** `PATCH tickets/:id/messages/:message/`: a private note; a document that is not named goes. */
  editNote(
    id: string,
    note: { id: string; message: string; richContent?: RichContent },
    signal?: AbortSignal,
  ): Promise<Result<TicketMessage>>
  /** `POST tickets/:id/suggest_reply/`: what the assistant would say. Posts nothing. */
  suggestReply(id: string, signal?: AbortSignal): Promise<Result<Suggestion>>
  /** `POST tickets/:id/ai_feedback/`: whether an answer of the assistant was any good. */
  rateAnswer(
    id: string,
    opinion: Omit<AiFeedbackRequest, 'feedback_text'> & { readonly feedback_text?: string },
    signal?: AbortSignal,
  ): Promise<Result<null>>
  /** `POST tickets/bulk_update_status/`: all of it or nothing. */
  bulkUpdateStatus(
    request: BulkStatusRequest,
    signal?: AbortSignal,
  ): Promise<Result<BulkStatusAnswer>>
  /** `POST tickets/bulk_update_tags/`: all of it or nothing. */
  bulkUpdateTags(request: BulkTagsRequest, signal?: AbortSignal): Promise<Result<BulkTagsAnswer>>
  /** `GET events/` of the whole project as server-sent events. */
  events(
    cursor: string | null,
    signal?: AbortSignal,
    reader?: FeedReader,
  ): Promise<Result<OpenStream>>
}

/** Who reads a feed. */
export interface FeedReader {
  /** A person does: visitors are told that the team is there. Default false. */
  readonly isAttended?: boolean
}

/** What the team may change of a ticket. Times are ISO 8601; null takes a value back. */
export interface TicketChange extends UpdateTicketRequest {
  readonly assignee?: { readonly type: 'user'; readonly id: number } | null
}

const ROOT = '/api/projects/{project}/conversations'
const TICKETS = `${ROOT}/tickets/`

/** The calls of this resource over a requester. */
export function createTicketsClient(http: Requester): TicketsClient {
  const at = (id: string): string => `${TICKETS}${encodeURIComponent(id)}/`

  function update(id: string, body: TicketChange, signal?: AbortSignal): Promise<Result<Ticket>> {
    return http.json({ method: 'PATCH', path: at(id), body, signal }, ticketSchema)
  }

  return {
    list: (filter, signal) =>
      http.json(
        { method: 'GET', path: `${TICKETS}?${toTicketQuery(filter)}`, signal },
        listPageSchema(ticketSchema),
      ),
    open: (body, signal) =>
      http.json({ method: 'POST', path: TICKETS, body, signal }, ticketSchema),
    assistantOutcomes: (days, signal) =>
      http.json(
        { method: 'GET', path: `${TICKETS}assistant_outcomes/?days=${days}`, signal },
        assistantOutcomesSchema,
      ),
    unreadCount: (signal) =>
      http.json({ method: 'GET', path: `${TICKETS}unread_count/`, signal }, unreadCountSchema),
    get: (id, signal) => http.json({ method: 'GET', path: at(id), signal }, ticketSchema),
    update,
    put: (id, body, signal) =>
      http.json({ method: 'PUT', path: at(id), body, signal }, ticketSchema),
    setStatus: (id, status, signal) => update(id, { status }, signal),
    remove: (id, signal) => http.empty({ method: 'DELETE', path: at(id), signal }),
    messages: (id, { limit, offset }, signal) =>
      http.json(
        { method: 'GET', path: `${at(id)}messages/?limit=${limit}&offset=${offset}`, signal },
        listPageSchema(ticketMessageSchema),
      ),
    reply: (id, { message, isPrivate, key, richContent }, signal) =>
      http.json(
        {
          method: 'POST',
          path: `${at(id)}reply/`,
          headers: { 'idempotency-key': key },
          body: { message, is_private: isPrivate, rich_content: richContent },
          signal,
        },
        ticketMessageSchema,
      ),
    editNote: (id, { id: note, message, richContent }, signal) =>
      http.json(
        {
          method: 'PATCH',
          path: `${at(id)}messages/${encodeURIComponent(note)}/`,
          body: { message, rich_content: richContent },
          signal,
        },
        ticketMessageSchema,
      ),
    suggestReply: (id, signal) =>
      http.json({ method: 'POST', path: `${at(id)}suggest_reply/`, signal }, suggestionSchema),
    async rateAnswer(id, body, signal) {
      const path = `${at(id)}ai_feedback/`
      const answer = await http.json({ method: 'POST', path, body, signal }, acceptedSchema)
      return answer.ok ? { ok: true, value: null } : answer
    },
    bulkUpdateStatus: (body, signal) =>
      http.json(
        { method: 'POST', path: `${TICKETS}bulk_update_status/`, body, signal },
        bulkStatusAnswerSchema,
      ),
    bulkUpdateTags: (body, signal) =>
      http.json(
        { method: 'POST', path: `${TICKETS}bulk_update_tags/`, body, signal },
        bulkTagsAnswerSchema,
      ),
    events: (cursor, signal, { isAttended = false } = {}) => {
      const query = new URLSearchParams({
        ...(cursor !== null && { cursor }),
        ...(isAttended && { attended: 'true' }),
      })
      return http.stream({ method: 'GET', path: `${ROOT}/events/?${query}`, signal })
    },
  }
}
