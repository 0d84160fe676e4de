/** Whether we have a key that the server accepts. */
import type { ClientError, Result, TeamClient } from '@porchlight/client'
import type { SignedIn } from '@porchlight/protocol'
import { type ReadonlySignal, signal } from '@preact/signals'
import { isKeyUnknown } from './key-refusal.ts'

export type SessionState =
  /** `error` says why an attempt failed or a session ended. */
  | { readonly kind: 'signedOut'; readonly error: SignInError | null }
  | { readonly kind: 'checking' }
  | { readonly kind: 'signedIn'; readonly client: TeamClient }

/**
 * `unusable`: the text has characters that no key has, so it was not sent anywhere. `usedLink`: the
 * link of a mail is worth nothing any more. `ended`: a key that was accepted is not any more.
 */
export type SignInError =
  | { readonly kind: 'unusable' }
  | { readonly kind: 'usedLink' }
  | { readonly kind: 'ended' }
  | ClientError

/** A key, and the project that it is of. */
export interface ProjectKey {
  readonly apiKey: string
  readonly project: number
}

/** The link of a mail, by which this page was opened. */
export interface SignInLink {
  readonly token: string
  redeem(token: string): Promise<Result<SignedIn>>
}

export interface Session {
  readonly state: ReadonlySignal<SessionState>
  /** Tries a key, and keeps it in memory alone: it may be that of a server, which may do everything. */
  signIn(key: string): Promise<void>
  /** Forgets the key. */
  signOut(): void
  /** The same, because the server turned the key down. */
  expire(error: ClientError): void
}

/**
 * Where an agent's own key is kept: `sessionStorage`, which ends with the tab. Asked for at each use, since
 * a browser that blocks storage throws at the very mention of it.
 */
export type OpenKeyStorage = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export const KEY_NAME = 'porchlight.inbox.key'

/** A key that somebody types in is of the project that a new server begins with. */
const DEFAULT_PROJECT = 1

/** What a header can carry, without spaces. */
const USABLE_KEY = /^[\x21-\x7e]+$/

/**
 * A key that is kept already counts as accepted, so that a reload shows the inbox at once; the first
 * request says if it is not.
 */
export function createSession(options: {
  storage: OpenKeyStorage
  createClient: (key: ProjectKey) => TeamClient
  /** It stands above a key that is kept; null for a page that was opened in any other way. */
  link?: SignInLink | null
}): Session {
  const { storage, createClient, link = null } = options
  const kept = readKey(storage)
  const state = signal<SessionState>(
    kept === null
      ? { kind: 'signedOut', error: null }
      : { kind: 'signedIn', client: createClient(kept) },
  )

  function leave(error: SignInError | null): void {
    forgetKey(storage)
    state.value = { kind: 'signedOut', error }
  }

  async function follow({ token, redeem }: SignInLink): Promise<void> {
    state.value = { kind: 'checking' }
    const answer = await redeem(token)
    if (!answer.ok) {
      const isUsed = answer.error.kind === 'problem' && answer.error.status === 400
      return leave(isUsed ? { kind: 'usedLink' } : answer.error)
    }
    const key = { apiKey: answer.value.api_key, project: answer.value.project }
    keepKey(storage, key)
    state.value = { kind: 'signedIn', client: createClient(key) }
  }
  if (link !== null) void follow(link)

  return {
    state,
    async signIn(text) {
      const key = { apiKey: text.trim(), project: DEFAULT_PROJECT }
      if (!USABLE_KEY.test(key.apiKey)) return leave({ kind: 'unusable' })
      state.value = { kind: 'checking' }
      const client = createClient(key)
      const answer = await client.tickets.list({ limit: 1 })
      if (!answer.ok) return leave(answer.error)
      forgetKey(storage)
      state.value = { kind: 'signedIn', client }
    },
    signOut: () => leave(null),
    expire: (error) => leave(isKeyUnknown(error) ? { kind: 'ended' } : error),
  }
}

// A browser may refuse storage altogether; then the key lives as long as the page.

function readKey(storage: OpenKeyStorage): ProjectKey | null {
  try {
    const [apiKey, project] = storage().getItem(KEY_NAME)?.split(' ') ?? []
    return apiKey === undefined ? null : { apiKey, project: Number(project ?? DEFAULT_PROJECT) }
  } catch {
    return null
  }
}

function keepKey(storage: OpenKeyStorage, { apiKey, project }: ProjectKey): void {
  try {
    const text = project === DEFAULT_PROJECT ? apiKey : `${apiKey} ${project}`
    storage().setItem(KEY_NAME, text)
  } catch {
    return
  }
}

function forgetKey(storage: OpenKeyStorage): void {
  try {
    storage().removeItem(KEY_NAME)
  } catch {
    return
  }
}
