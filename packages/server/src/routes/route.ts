/** What a route is, and what it is given. */
import type { Clock } from '@porchlight/protocol'
import type { Action } from '../auth/authorise.ts'
import type { Principal } from '../auth/principal.ts'
import type { Project } from '../auth/projects.ts'
import type { EventStreams } from '../event-stream.ts'
import type { Log } from '../server-options.ts'
import type { Policy, Store } from '../store/store.ts'

/** A request whose sender is known and may do this kind of thing. */
export interface Call {
  readonly request: Request
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  readonly principal: Principal
}

/**
 * One endpoint. `handle` parses, authorises what it is about, acts and answers; it throws a
 * `Refusal` for everything it refuses.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Below `/api/projects/:project/conversations`, without a slash at its end. */
  readonly path: string
  readonly action: Action
  handle(call: Call): Promise<Response>
}

/** What handlers work with. */
export interface Services {
  readonly store: Store
  readonly storeId: string
  readonly streams: EventStreams
  readonly clock: Clock
  readonly log: Log
  readonly policy: Policy
  readonly project: Project
}
