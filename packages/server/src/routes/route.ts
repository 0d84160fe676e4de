/** What a route is, and what it is given. */
import type { Clock, FillRandom, ParseIssue, Schema } from '@porchlight/protocol'
import type { Activities } from '../activity/activities.ts'
import type { SuggestReply } from '../assistant/suggest-reply.ts'
import type { Action } from '../auth/authorise.ts'
import type { KeyPrincipal, Principal, VisitorPrincipal } from '../auth/principal.ts'
import type { EventStreams } from '../event-stream.ts'
import type { Limits } from '../limits/limits.ts'
import type { Metrics } from '../operations/metrics.ts'
import type { Refusal } from '../problem-response.ts'
import type { Log } from '../server-options.ts'
import type { Policy, Store } from '../store/store.ts'
import type { Declaration } from './declaration.ts'

/** A request whose sender is known and may do this kind of thing. */
export interface Call<Body = unknown> extends OpenCall<Body> {
  readonly principal: Principal
}

/** A request of anybody. */
export interface OpenCall<Body = unknown> {
  /** Without its body, which comes parsed or not at all. */
  readonly request: Pick<Request, 'method' | 'headers' | 'signal'>
  /** As the client wrote it, with the query parameters that the route declares, and no others. */
  readonly url: URL
  readonly params: Readonly<Record<string, string>>
  /** From where the sender asks, as addresses are limited; null where it is not known. */
  readonly address: string | null
  /**
   * Reads and parses the body by the schema that the route declares.
   *
   * @throws Refusal 413 when it is too large, 400 when it is no JSON or not what the schema says
   */
  readBody(): Promise<Body>
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface Address {
  readonly method: Method
  /** Below `/api/projects/:project/conversations`, without a slash at its end. */
  readonly path: string
  /** For the few that are directly below `/api/projects/:project`. */
  readonly isBesideConversations?: boolean
  readonly action: Action
}

/**
 * One endpoint, made by `route` or `routeByPrincipal`. `handle` parses, authorises what it is about,
 * acts and answers; it throws a `Refusal` for everything it refuses.
 */
export interface Route extends Address, Declaration {
  /** What is in a request's body, by who sends it; null where nothing is. */
  readonly bodies: Readonly<Record<Principal['kind'], Schema<unknown> | null>>
  handle(call: Call): Promise<Response>
}

/**
 * An endpoint that finds out by itself who asks: sessions, the sign-in of agents, and the public
 * widget API. Made by `openRoute`.
 */
export interface OpenRoute extends Declaration {
  readonly method: Method
  /** All of it, without a slash at its end. */
  readonly path: string
  /** How the sender is known; absent where everybody may ask. */
  readonly credentials?: Credentials
  readonly body: Schema<unknown> | null
  /** The refusal of a body that its schema refuses, where it is not the usual one. */
  readonly refuseBody?: (issue: ParseIssue) => Refusal
  handle(call: OpenCall): Promise<Response>
}

/** The widget's public token in its header, or a bearer token. */
export type Credentials = 'widget_token' | 'bearer'

interface Handled<Body> {
  readonly body?: Schema<Body>
  handle(call: Call<Body>): Promise<Response>
}

/** An endpoint that takes the same body from everybody. Without `body`, none can be read. */
export function route<Body = never>(declared: Address & Declaration & Handled<Body>): Route {
  const body = declared.body ?? null
  return { ...declared, bodies: { visitor: body, key: body } }
}

/** An endpoint that is one thing to a visitor and another to a key. */
export function routeByPrincipal<ByVisitor = never, ByKey = never>(
  declared: Address &
    Declaration & {
      readonly visitor: {
        readonly body?: Schema<ByVisitor>
        handle(call: Call<ByVisitor> & { readonly principal: VisitorPrincipal }): Promise<Response>
      }
      readonly key: {
        readonly body?: Schema<ByKey>
        handle(call: Call<ByKey> & { readonly principal: KeyPrincipal }): Promise<Response>
      }
    },
): Route {
  const { visitor, key, ...rest } = declared
  return {
    ...rest,
    bodies: { visitor: visitor.body ?? null, key: key.body ?? null },
    handle({ principal, ...call }) {
      // The router reads the body by the schema of the same principal.
      return principal.kind === 'visitor'
        ? visitor.handle({ ...(call as OpenCall<ByVisitor>), principal })
        : key.handle({ ...(call as OpenCall<ByKey>), principal })
    },
  }
}

/** An endpoint beside the projects. Without `body`, none can be read. */
export function openRoute<Body = never>(
  declared: Omit<OpenRoute, 'body' | 'handle'> & {
    readonly body?: Schema<Body>
    handle(call: OpenCall<Body>): Promise<Response>
  },
): OpenRoute {
  return { ...declared, body: declared.body ?? null }
}

/** The whole address of a route, under the first of the two prefixes. */
export function fullPath({ path, isBesideConversations }: Route): string {
  return `/api/projects/:project${isBesideConversations === true ? '' : '/conversations'}${path}`
}

/** What handlers work with. */
export interface Services {
  readonly store: Store
  readonly storeId: string
  readonly streams: EventStreams
  readonly limits: Limits
  readonly activities: Activities
  /** Where people reach this server, without a slash at its end. */
  readonly publicUrl: string
  /** Domains of pages that this server sends itself. */
  readonly ownPages: readonly string[]
  readonly clock: Clock
  readonly random: FillRandom
  readonly log: Log
  readonly metrics: Metrics
  readonly policy: Policy
  /** Null without an assistant. */
  readonly suggestReply: SuggestReply | null
}
