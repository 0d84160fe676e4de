/** What a team sets of its project. */
import {
  type ProjectSettings,
  type ProjectSettingsChange,
  projectSettingsSchema,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { Requester } from './request.ts'

export interface SettingsClient {
  /** `GET settings/`. */
  get(signal?: AbortSignal): Promise<Result<ProjectSettings>>
  /**
   * `PATCH settings/`: what is not named stays. 400 names the field that cannot be, such as
   * `widget.greeting`; 409 says that `version` is an older state, and nothing was changed.
   */
  update(change: ProjectSettingsChange, signal?: AbortSignal): Promise<Result<ProjectSettings>>
}

const PATH = '/api/projects/{project}/conversations/settings/'

/** The calls of this resource over a requester. */
export function createSettingsClient(http: Requester): SettingsClient {
  return {
    get: (signal) => http.json({ method: 'GET', path: PATH, signal }, projectSettingsSchema),
    update: (body, signal) =>
      http.json({ method: 'PATCH', path: PATH, body, signal }, projectSettingsSchema),
  }
}
