/** The calls of the published Conversations API that a visitor's chat needs. */
import {
  type PlainDetail,
  type PlainList,
  type PlainQueue,
  plainDetailSchema,
  plainListSchema,
  plainQueueSchema,
} from '@porchlight/protocol/plain'
import type { Result } from '../../client-error.ts'
import type { OpenStream, Requester } from '../../request.ts'

export interface PlainApi {
  list(signal: AbortSignal): Promise<Result<PlainList>>
  detail(conversation: string, signal: AbortSignal): Promise<Result<PlainDetail>>
  /** With content: posts it and streams the answer; not safe to repeat. With null: reads along. */
  stream(
    request: {
      readonly conversation: string
      readonly content: string | null
      readonly traceId: string
    },
    signal: AbortSignal,
  ): Promise<Result<OpenStream>>
  queue(conversation: string, signal: AbortSignal): Promise<Result<PlainQueue>>
  /** Not safe to repeat. */
  enqueue(conversation: string, content: string, signal: AbortSignal): Promise<Result<PlainQueue>>
  edit(
    item: { readonly conversation: string; readonly id: string; readonly content: string },
    signal: AbortSignal,
  ): Promise<Result<PlainQueue>>
  withdraw(
    item: { readonly conversation: string; readonly id: string },
    signal: AbortSignal,
  ): Promise<Result<PlainQueue>>
  /** Stops the answer, and clears the queue. */
  cancel(conversation: string, signal: AbortSignal): Promise<Result<null>>
}

const ROOT = '/api/projects/{project}/conversations'

/** Conversations looked at. */
const LIST_LIMIT = 100

export function createPlainApi(http: Requester): PlainApi {
  const at = (conversation: string): string => `${ROOT}/${encodeURIComponent(conversation)}`
  const item = (conversation: string, id: string): string =>
    `${at(conversation)}/queue/${encodeURIComponent(id)}/`

  return {
    list: (signal) =>
      http.json({ method: 'GET', path: `${ROOT}/?limit=${LIST_LIMIT}`, signal }, plainListSchema),
    detail: (conversation, signal) =>
      http.json({ method: 'GET', path: `${at(conversation)}/`, signal }, plainDetailSchema),
    stream: ({ conversation, content, traceId }, signal) =>
      http.stream({
        method: 'POST',
        path: `${ROOT}/`,
        body: { conversation, content, trace_id: traceId },
        signal,
      }),
    queue: (conversation, signal) =>
      http.json({ method: 'GET', path: `${at(conversation)}/queue/`, signal }, plainQueueSchema),
    enqueue: (conversation, content, signal) =>
      http.json(
        { method: 'POST', path: `${at(conversation)}/queue/`, body: { content }, signal },
        plainQueueSchema,
      ),
    edit: ({ conversation, id, content }, signal) =>
      http.json(
        { method: 'PATCH', path: item(conversation, id), body: { content }, signal },
        plainQueueSchema,
      ),
    withdraw: ({ conversation, id }, signal) =>
      http.json({ method: 'DELETE', path: item(conversation, id), signal }, plainQueueSchema),
    cancel: (conversation, signal) =>
      http.empty({ method: 'PATCH', path: `${at(conversation)}/cancel/`, signal }),
  }
}
