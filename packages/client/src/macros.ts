/** The macros resource: saved replies, shared by the team. */
import {
  type CreateMacroRequest,
  type ListPage,
  listPageSchema,
  type Macro,
  macroSchema,
  type UpdateMacroRequest,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { Requester } from './request.ts'

export interface MacrosClient {
  /** `GET macros/`: the newest first. */
  list(
    page: { limit: number; offset: number },
    signal?: AbortSignal,
  ): Promise<Result<ListPage<Macro>>>
  /** `POST macros/`. Repeating it makes another one. */
  create(macro: CreateMacroRequest, signal?: AbortSignal): Promise<Result<Macro>>
  /** `GET macros/:id/`. */
  get(id: string, signal?: AbortSignal): Promise<Result<Macro>>
  /** `PATCH macros/:id/`: only what is named changes. */
  update(id: string, change: UpdateMacroRequest, signal?: AbortSignal): Promise<Result<Macro>>
  /** `DELETE macros/:id/`. */
  remove(id: string, signal?: AbortSignal): Promise<Result<null>>
}

const ROOT = '/api/projects/{project}/conversations/macros/'

/** The calls of this resource over a requester. */
export function createMacrosClient(http: Requester): MacrosClient {
  const at = (id: string): string => `${ROOT}${encodeURIComponent(id)}/`
  return {
    list: ({ limit, offset }, signal) =>
      http.json(
        { method: 'GET', path: `${ROOT}?limit=${limit}&offset=${offset}`, signal },
        listPageSchema(macroSchema),
      ),
    create: (body, signal) => http.json({ method: 'POST', path: ROOT, body, signal }, macroSchema),
    get: (id, signal) => http.json({ method: 'GET', path: at(id), signal }, macroSchema),
    update: (id, body, signal) =>
      http.json({ method: 'PATCH', path: at(id), body, signal }, macroSchema),
    remove: (id, signal) => http.empty({ method: 'DELETE', path: at(id), signal }),
  }
}
