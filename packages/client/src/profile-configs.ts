/** The customer_profile_configs resource: how profiles of customers are laid out. */
import {
  type CreateProfileConfigRequest,
  type ListPage,
  listPageSchema,
  type ProfileConfig,
  profileConfigSchema,
  type UpdateProfileConfigRequest,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { Requester } from './request.ts'

export interface ProfileConfigsClient {
  /** `GET customer_profile_configs/`: the newest first; of several for a scope, that one counts. */
  list(
    page: { limit: number; offset: number },
    signal?: AbortSignal,
  ): Promise<Result<ListPage<ProfileConfig>>>
  /** `POST customer_profile_configs/`. Repeating it makes another one. */
  create(
    config: Pick<CreateProfileConfigRequest, 'scope'> & Partial<CreateProfileConfigRequest>,
    signal?: AbortSignal,
  ): Promise<Result<ProfileConfig>>
  /** `GET customer_profile_configs/:id/`. */
  get(id: string, signal?: AbortSignal): Promise<Result<ProfileConfig>>
  /** `PATCH customer_profile_configs/:id/`: only what is named changes. */
  update(
    id: string,
    change: UpdateProfileConfigRequest,
    signal?: AbortSignal,
  ): Promise<Result<ProfileConfig>>
  /** `DELETE customer_profile_configs/:id/`. */
  remove(id: string, signal?: AbortSignal): Promise<Result<null>>
}

const ROOT = '/api/projects/{project}/customer_profile_configs/'

/** The calls of this resource over a requester. */
export function createProfileConfigsClient(http: Requester): ProfileConfigsClient {
  const at = (id: string): string => `${ROOT}${encodeURIComponent(id)}/`
  return {
    list: ({ limit, offset }, signal) =>
      http.json(
        { method: 'GET', path: `${ROOT}?limit=${limit}&offset=${offset}`, signal },
        listPageSchema(profileConfigSchema),
      ),
    create: (body, signal) =>
      http.json({ method: 'POST', path: ROOT, body, signal }, profileConfigSchema),
    get: (id, signal) => http.json({ method: 'GET', path: at(id), signal }, profileConfigSchema),
    update: (id, body, signal) =>
      http.json({ method: 'PATCH', path: at(id), body, signal }, profileConfigSchema),
    remove: (id, signal) => http.empty({ method: 'DELETE', path: at(id), signal }),
  }
}
