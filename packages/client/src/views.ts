/** The views resource: saved filters of the ticket list, shared by the team. */
import {
  type CreateViewRequest,
  type ListPage,
  listPageSchema,
  type TicketView,
  ticketViewSchema,
  type UpdateViewRequest,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { Requester } from './request.ts'

export interface ViewsClient {
  /** `GET views/`: the newest first. */
  list(
    page: { limit: number; offset: number },
    signal?: AbortSignal,
  ): Promise<Result<ListPage<TicketView>>>
  /** `POST views/`. Repeating it makes another one. */
  create(
    view: Pick<CreateViewRequest, 'name'> & Partial<CreateViewRequest>,
    signal?: AbortSignal,
  ): Promise<Result<TicketView>>
  /** `GET views/:short_id/`. */
  get(shortId: string, signal?: AbortSignal): Promise<Result<TicketView>>
  /**
   * `PATCH views/:short_id/`: only what is named changes; filters are replaced as a whole. `before` or `after`
   * moves it next to another view, also when a third one was moved or deleted meanwhile.
   */
  update(
    shortId: string,
    change: UpdateViewRequest,
    signal?: AbortSignal,
  ): Promise<Result<TicketView>>
  /** `DELETE views/:short_id/`. */
  remove(shortId: string, signal?: AbortSignal): Promise<Result<null>>
}

const ROOT = '/api/projects/{project}/conversations/views/'

/** The calls of this resource over a requester. */
export function createViewsClient(http: Requester): ViewsClient {
  const at = (shortId: string): string => `${ROOT}${encodeURIComponent(shortId)}/`
  return {
    list: ({ limit, offset }, signal) =>
      http.json(
        { method: 'GET', path: `${ROOT}?limit=${limit}&offset=${offset}`, signal },
        listPageSchema(ticketViewSchema),
      ),
    create: (body, signal) =>
      http.json({ method: 'POST', path: ROOT, body, signal }, ticketViewSchema),
    get: (shortId, signal) =>
      http.json({ method: 'GET', path: at(shortId), signal }, ticketViewSchema),
    update: (shortId, body, signal) =>
      http.json({ method: 'PATCH', path: at(shortId), body, signal }, ticketViewSchema),
    remove: (shortId, signal) => http.empty({ method: 'DELETE', path: at(shortId), signal }),
  }
}
