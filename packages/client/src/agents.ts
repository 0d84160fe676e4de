/** The people of the team, and who this key is. */
import {
  type Agent,
  agentSchema,
  type ListPage,
  listPageSchema,
  type MyKey,
  myKeySchema,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { Requester } from './request.ts'

export interface AgentsClient {
  /** `GET agents/`. */
  list(
    page: { limit: number; offset: number },
    signal?: AbortSignal,
  ): Promise<Result<ListPage<Agent>>>
  /** `GET agents/me/`: 404 for the key of a server. */
  me(signal?: AbortSignal): Promise<Result<Agent>>
  /** `GET agents/my_key/`: what this key may do. */
  myKey(signal?: AbortSignal): Promise<Result<MyKey>>
  /** `PUT agents/me/picture/`: a PNG, JPEG or WebP file, as base64. 400 for what is none of these or too large. */
  setPicture(picture: string, signal?: AbortSignal): Promise<Result<Agent>>
  /** `DELETE agents/me/picture/`. Safe to repeat. */
  removePicture(signal?: AbortSignal): Promise<Result<Agent>>
  /** `POST agents/sign_out/`: this key is never accepted again. 403 for the key of a server. */
  signOut(signal?: AbortSignal): Promise<Result<null>>
}

/** The calls of this resource over a requester. */
export function createAgentsClient(http: Requester): AgentsClient {
  const root = '/api/projects/{project}/agents/'
  return {
    list: ({ limit, offset }, signal) =>
      http.json(
        { method: 'GET', path: `${root}?limit=${limit}&offset=${offset}`, signal },
        listPageSchema(agentSchema),
      ),
    me: (signal) => http.json({ method: 'GET', path: `${root}me/`, signal }, agentSchema),
    myKey: (signal) => http.json({ method: 'GET', path: `${root}my_key/`, signal }, myKeySchema),
    setPicture: (picture, signal) =>
      http.json(
        { method: 'PUT', path: `${root}me/picture/`, body: { picture }, signal },
        agentSchema,
      ),
    removePicture: (signal) =>
      http.json({ method: 'DELETE', path: `${root}me/picture/`, signal }, agentSchema),
    signOut: (signal) => http.empty({ method: 'POST', path: `${root}sign_out/`, signal }),
  }
}
