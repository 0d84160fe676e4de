/** API keys: which there are, another one, one less. Only for a key that may do everything. */
import {
  type ApiKey,
  apiKeySchema,
  type CreateApiKeyRequest,
  type ListPage,
  listPageSchema,
  type MadeApiKey,
  madeApiKeySchema,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { Requester } from './request.ts'

export interface ApiKeysClient {
  /** `GET api_keys/`: those that are accepted now, the newest first. */
  list(
    page: { limit: number; offset: number },
    signal?: AbortSignal,
  ): Promise<Result<ListPage<ApiKey>>>
  /** `POST api_keys/`: the one answer that tells the key. Repeating it makes another one. */
  create(key: CreateApiKeyRequest, signal?: AbortSignal): Promise<Result<MadeApiKey>>
  /** `DELETE api_keys/:id/`: 409 for the key that asks. */
  revoke(id: string, signal?: AbortSignal): Promise<Result<null>>
}

const ROOT = '/api/projects/{project}/api_keys/'

/** The calls of this resource over a requester. */
export function createApiKeysClient(http: Requester): ApiKeysClient {
  return {
    list: ({ limit, offset }, signal) =>
      http.json(
        { method: 'GET', path: `${ROOT}?limit=${limit}&offset=${offset}`, signal },
        listPageSchema(apiKeySchema),
      ),
    create: (body, signal) =>
      http.json({ method: 'POST', path: ROOT, body, signal }, madeApiKeySchema),
    revoke: (id, signal) =>
      http.empty({ method: 'DELETE', path: `${ROOT}${encodeURIComponent(id)}/`, signal }),
  }
}
