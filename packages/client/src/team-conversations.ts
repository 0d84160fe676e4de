/** The conversations resource and its queue, as a key uses them: all of it, with every field. */
import {
  type AgentDoing,
  type ListPage,
  listPageSchema,
  type OpenedRun,
  type OpenRunRequest,
  openedRunSchema,
  type PublishedAppended,
  type PublishedConversation,
  type PublishedConversationDetail,
  type PublishedQueue,
  publishedAppendedSchema,
  publishedConversationDetailSchema,
  publishedConversationSchema,
  publishedQueueSchema,
  type SentWithRequest,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { OpenStream, Requester } from './request.ts'

/** What may come with a message. */
export type WithMessage = Partial<SentWithRequest>

export interface TeamConversationsClient {
  /** `GET conversations/`: those with a title, the last changed first. */
  list(
    page: { limit: number; offset: number },
    signal?: AbortSignal,
  ): Promise<Result<ListPage<PublishedConversation>>>
  /** `GET conversations/:id/`: the newest page, or the one before a seq. */
  get(
    conversation: string,
    page?: { before?: number; limit?: number },
    signal?: AbortSignal,
  ): Promise<Result<PublishedConversationDetail>>
  /**
   * `POST conversations/`: posts and streams the answer; without content, the answer that is being
   * written. The trace id is the message's: safe to repeat. Beyond the project's quota of answers it
   * is 402 `quota_limit_exceeded`.
   */
  stream(
    message: { conversation: string; content: string | null; trace_id: string } & WithMessage,
    signal?: AbortSignal,
  ): Promise<Result<OpenStream>>
  /** `POST append_message/`: the word of an assistant. Safe to repeat under the same key. */
  append(
    message: { conversation: string; content: string; key: string },
    signal?: AbortSignal,
  ): Promise<Result<PublishedAppended>>
  /** `PATCH cancel/`: stops the answer that is being written. */
  cancel(conversation: string, signal?: AbortSignal): Promise<Result<null>>
  /** `POST read/`: everything up to a place. Positions only rise. */
  markRead(
    conversation: string,
    seq: number,
    signal?: AbortSignal,
  ): Promise<Result<PublishedConversation>>
  /** `POST activity/`: what one does there now. Told to those who are there, and kept nowhere. */
  tellActivity(conversation: string, doing: AgentDoing, signal?: AbortSignal): Promise<Result<null>>
  /** `DELETE conversations/:id/`: for everybody, with its ticket. */
  remove(conversation: string, signal?: AbortSignal): Promise<Result<null>>
  /**
   * `POST open/`: null when no run can be warmed. Safe to repeat under the same trace id.
   * With a message beyond the quota 402 `quota_limit_exceeded`.
   */
  open(
    conversation: string,
    request: Pick<OpenRunRequest, 'trace_id'> & Partial<OpenRunRequest>,
    signal?: AbortSignal,
  ): Promise<Result<OpenedRun | null>>
  readonly queue: TeamQueueClient
}

export interface TeamQueueClient {
  /** `GET queue/`. */
  get(conversation: string, signal?: AbortSignal): Promise<Result<PublishedQueue>>
  /** `POST queue/`. Safe to repeat under the same key. */
  add(
    message: { conversation: string; content: string; key: string; more?: boolean } & WithMessage,
    signal?: AbortSignal,
  ): Promise<Result<PublishedQueue>>
  /** `PATCH queue/:id/`: another text for what waits. */
  edit(
    message: { conversation: string; id: string; content: string },
    signal?: AbortSignal,
  ): Promise<Result<PublishedQueue>>
  /** `DELETE queue/:id/`: takes one back, for ever. */
  withdraw(
    message: { conversation: string; id: string },
    signal?: AbortSignal,
  ): Promise<Result<PublishedQueue>>
  /** `POST queue/clear/`: takes all of them back. */
  clear(conversation: string, signal?: AbortSignal): Promise<Result<PublishedQueue>>
}

const ROOT = '/api/projects/{project}/conversations'

const at = (conversation: string): string => `${ROOT}/${encodeURIComponent(conversation)}`

/** The calls of this resource over a requester. */
export function createTeamConversationsClient(http: Requester): TeamConversationsClient {
  return {
    list: ({ limit, offset }, signal) =>
      http.json(
        { method: 'GET', path: `${ROOT}/?limit=${limit}&offset=${offset}`, signal },
        listPageSchema(publishedConversationSchema),
      ),
    get: (conversation, { before, limit } = {}, signal) => {
      const query = new URLSearchParams({
        ...(before !== undefined && { before: String(before) }),
        ...(limit !== undefined && { limit: String(limit) }),
      })
      const path = `${at(conversation)}/?${query}`
      return http.json({ method: 'GET', path, signal }, publishedConversationDetailSchema)
    },
    stream: (body, signal) => http.stream({ method: 'POST', path: `${ROOT}/`, body, signal }),
    append: ({ conversation, content, key }, signal) =>
      http.json(
        {
          method: 'POST',
          path: `${at(conversation)}/append_message/`,
          headers: { 'idempotency-key': key },
          body: { content },
          signal,
        },
        publishedAppendedSchema,
      ),
    cancel: (conversation, signal) =>
      http.empty({ method: 'PATCH', path: `${at(conversation)}/cancel/`, signal }),
    markRead: (conversation, seq, signal) =>
      http.json(
        { method: 'POST', path: `${at(conversation)}/read/`, body: { seq }, signal },
        publishedConversationSchema,
      ),
    tellActivity: (conversation, doing, signal) =>
      http.empty({
        method: 'POST',
        path: `${at(conversation)}/activity/`,
        body: { doing },
        signal,
      }),
    remove: (conversation, signal) =>
      http.empty({ method: 'DELETE', path: `${at(conversation)}/`, signal }),
    async open(conversation, body, signal) {
      const path = `${at(conversation)}/open/`
      const answer = await http.json({ method: 'POST', path, body, signal }, openedRunSchema)
      if (answer.ok || answer.error.kind !== 'malformed' || answer.error.status !== 204) {
        return answer
      }
      // No body is an answer as well: there was no place for a run.
      return { ok: true, value: null }
    },
    queue: createTeamQueueClient(http),
  }
}

function createTeamQueueClient(http: Requester): TeamQueueClient {
  const queue = (conversation: string): string => `${at(conversation)}/queue/`
  const row = (conversation: string, id: string): string =>
    `${queue(conversation)}${encodeURIComponent(id)}/`
  return {
    get: (conversation, signal) =>
      http.json({ method: 'GET', path: queue(conversation), signal }, publishedQueueSchema),
    add: ({ conversation, key, ...body }, signal) =>
      http.json(
        {
          method: 'POST',
          path: queue(conversation),
          headers: { 'idempotency-key': key },
          body,
          signal,
        },
        publishedQueueSchema,
      ),
    edit: ({ conversation, id, content }, signal) =>
      http.json(
        { method: 'PATCH', path: row(conversation, id), body: { content }, signal },
        publishedQueueSchema,
      ),
    withdraw: ({ conversation, id }, signal) =>
      http.json({ method: 'DELETE', path: row(conversation, id), signal }, publishedQueueSchema),
    clear: (conversation, signal) =>
      http.json(
        { method: 'POST', path: `${queue(conversation)}clear/`, signal },
        publishedQueueSchema,
      ),
  }
}
