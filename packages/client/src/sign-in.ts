/** How an agent gets a key: a link by mail, which is good once. */
import {
  type Clock,
  type Schema,
  type SignedIn,
  type SignInLinkAnswer,
  signedInSchema,
  signInLinkAnswerSchema,
  systemClock,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import { parseBody, send } from './request.ts'

export interface SignInOptions {
  readonly origin: string
  readonly fetch?: typeof fetch
  readonly clock?: Clock
}

export interface SignInClient {
  /** `POST /api/agents/v1/sign_in_link`: ok whether anybody has this address or not. */
  requestLink(email: string, signal?: AbortSignal): Promise<Result<SignInLinkAnswer>>
  /** `POST /api/agents/v1/sign_in`: a key for the token of a link. 400 for one that is used up. */
  redeem(token: string, signal?: AbortSignal): Promise<Result<SignedIn>>
}

/** @returns calls of somebody who has no key yet */
export function createSignInClient(options: SignInOptions): SignInClient {
  const http = {
    origin: options.origin,
    clock: options.clock ?? systemClock,
    fetch: options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => fetch(input, init)),
  }
  async function post<T>(
    path: string,
    body: object,
    { schema, signal }: { schema: Schema<T>; signal: AbortSignal | undefined },
  ): Promise<Result<T>> {
    const call = { method: 'POST', path, body, signal } as const
    const answer = await send(http, { call, accept: 'application/json', authorization: null })
    return answer.ok ? parseBody(answer.value, schema, path) : answer
  }
  return {
    requestLink: (email, signal) =>
      post('/api/agents/v1/sign_in_link', { email }, { schema: signInLinkAnswerSchema, signal }),
    redeem: (token, signal) =>
      post('/api/agents/v1/sign_in', { token }, { schema: signedInSchema, signal }),
  }
}
