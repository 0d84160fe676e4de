/** Somebody who calls the public widget API as a stock client does. */
import { createHmac, randomUUID } from 'node:crypto'
import type { ConversationsSettings } from '@porchlight/protocol'
import { changeConversationsSettings } from '../auth/conversations-settings.ts'
import { addIdentityKey } from '../auth/identity-keys.ts'
import { inStore } from './test-database.ts'
import { type Answer, type Json, type TestServer, WIDGET_TOKEN } from './test-server.ts'

export const SECRET = 'the signing secret of the site, 32 bytes or more'

export interface StockClient {
  /** Fields by which it says who it is. */
  readonly who: Readonly<Record<string, unknown>>
  post(path: string, body?: Json, headers?: Record<string, string>): Promise<Answer>
  get(
    path: string,
    query?: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** Sends a message. @returns the answer's body */
  send(message: string, ticket?: string | null, more?: Json): Promise<Json>
  /** Texts of a ticket. */
  texts(ticket: string, query?: Record<string, string>): Promise<string[]>
}

/** A browser without a person, unless `who` says something else. */
export function stockClient(
  { server }: Pick<TestServer, 'server'>,
  who: Readonly<Record<string, unknown>> = {
    widget_session_id: randomUUID(),
    distinct_id: 'anonymous',
  },
  remoteAddress: string | null = null,
): StockClient {
  async function call(path: string, init: RequestInit): Promise<Answer> {
    const url = `http://chat.test/api/conversations/v1/widget${path}`
    const headers = { 'X-Conversations-Token': WIDGET_TOKEN, ...init.headers }
    const info = remoteAddress === null ? undefined : { remoteAddress }
    const response = await server.fetch(new Request(url, { ...init, headers }), info)
    return { status: response.status, body: await response.json() }
  }
  const post: StockClient['post'] = (path, body = {}, headers = {}) =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify({ ...who, ...body }),
    })
  const get: StockClient['get'] = (path, query = {}, headers = {}) => {
    const { distinct_id: _, ...named } = who
    return call(
      `${path}?${new URLSearchParams({ ...named, ...query } as Record<string, string>)}`,
      {
        headers,
      },
    )
  }
  return {
    who,
    post,
    get,
    send: async (message, ticket = null, more = {}) =>
      (await post('/message', { message, ticket_id: ticket, ...more })).body,
    texts: async (ticket, query = {}) =>
      (await get(`/messages/${ticket}`, query)).body.messages.map((row: Json) => row.content),
  }
}

/** A person, as a site with the secret vouches for them. */
export function person(distinctId: string, secret: string = SECRET): Record<string, string> {
  return { identity_distinct_id: distinctId, identity_hash: hmac(distinctId, secret) }
}

/** A signed address beside it. */
export function mailClaim(
  distinctId: string,
  { email, exp, secret = SECRET }: { email: string; exp: number; secret?: string },
): Record<string, string | number> {
  const claim = ['v1', distinctId, 'email', email.trim().toLowerCase(), exp].join('\0')
  return {
    identity_email: email,
    identity_exp_email: exp,
    identity_hash_email: hmac(claim, secret),
  }
}

/** Lets the site prove who its visitors are. */
export async function addSecret({ place }: TestServer, key: string, kid = 'a'): Promise<void> {
  await inStore(place, async (tx) => {
    await addIdentityKey(tx, 1, { kid, algorithm: 'hash', key })
  })
}

/** Changes settings of the project, as the command does. */
export async function configure(
  { place }: TestServer,
  change: Partial<ConversationsSettings>,
): Promise<void> {
  await inStore(place, (tx) => changeConversationsSettings(tx, 1, change))
}

function hmac(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}
