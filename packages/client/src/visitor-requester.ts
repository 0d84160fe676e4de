/** Requests of a browser as a visitor, whose tokens are kept and renewed behind them. */
import {
  type Clock,
  type CredentialStore,
  type FillRandom,
  systemClock,
} from '@porchlight/protocol'
import { createRequester, type Requester } from './request.ts'
import { createSessionKeeper, type SessionKeeper } from './session.ts'

export interface VisitorOptions {
  /** Origin of the server, such as `https://chat.example.com`. */
  readonly origin: string
  /** The widget's public token. */
  readonly token: string
  /** Where this browser keeps its proof of being a visitor. */
  readonly credentials: CredentialStore
  readonly fetch?: typeof fetch
  readonly clock?: Clock
  readonly fillRandom?: FillRandom
}

export interface VisitorRequester {
  readonly requester: Requester
  readonly keeper: SessionKeeper
  readonly clock: Clock
  readonly fillRandom: FillRandom
}

/** All that are made over one store of credentials are the same visitor. */
export function createVisitorRequester(options: VisitorOptions): VisitorRequester {
  const clock = options.clock ?? systemClock
  const fillRandom: FillRandom =
    options.fillRandom ??
    ((bytes) => {
      crypto.getRandomValues(bytes)
    })
  const http = {
    origin: options.origin,
    clock,
    // Called as a bare function: `fetch` refuses any other receiver.
    fetch: options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => fetch(input, init)),
  }
  const { token, credentials } = options
  const keeper = createSessionKeeper({ ...http, token, credentials, fillRandom })
  return { requester: createRequester({ ...http, authorizer: keeper }), keeper, clock, fillRandom }
}
