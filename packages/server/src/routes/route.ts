/** What a route is, and what it is given. */
import type { Clock, FillRandom } from '@porchlight/protocol'
import type { Action } from '../auth/authorise.ts'
import type { Principal } from '../auth/principal.ts'
import type { EventStreams } from '../event-stream.ts'
import type { Log } from '../server-options.ts'
import type { Policy, Store } from '../store/store.ts'

/** A request whose sender is known and may do this kind of thing. */
export interface Call extends OpenCall {
  readonly principal: Principal
}

/** A request of anybody. */
export interface OpenCall {
  readonly request: Request
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  /** Address of the sender, or null where it is not known. */
  readonly remoteAddress: string | null
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One endpoint. `handle` parses, authorises what it is about, acts and answers; it throws a
 * `Refusal` for everything it refuses.
 */
export interface Route {
  readonly method: Method
  /** Below `/api/projects/:project/conversations`, without a slash at its end. */
  readonly path: string
  /** For the few that are directly below `/api/projects/:project`. */
  readonly isBesideConversations?: boolean
  readonly action: Action
  handle(call: Call): Promise<Response>
}

/**
 * An endpoint that finds out by itself who asks: sessions, the sign-in of agents, and the public
 * widget API.
 */
export interface OpenRoute {
  readonly method: Method
  /** All of it, without a slash at its end. */
  readonly path: string
  handle(call: OpenCall): Promise<Response>
}

/** What handlers work with. */
export interface Services {
  readonly store: Store
  readonly storeId: string
  readonly streams: EventStreams
  readonly clock: Clock
  readonly random: FillRandom
  readonly log: Log
  readonly policy: Policy
}
