/** Whether we have a key that the server accepts. */
import type { ClientError, TeamClient } from '@porchlight/client'
import { type ReadonlySignal, signal } from '@preact/signals'

export type SessionState =
  /** `error` says why an attempt failed or a session ended. */
  | { readonly kind: 'signedOut'; readonly error: SignInError | null }
  | { readonly kind: 'checking' }
  | { readonly kind: 'signedIn'; readonly client: TeamClient }

/** `unusable`: the text has characters that no key has, so it was not sent anywhere. */
export type SignInError = { readonly kind: 'unusable' } | ClientError

export interface Session {
  readonly state: ReadonlySignal<SessionState>
  /** Tries a key; kept for this tab once the server has accepted it. */
  signIn(key: string): Promise<void>
  /** Forgets the key. */
  signOut(): void
  /** The same, because the server turned the key down. */
  expire(error: ClientError): void
}

/**
 * Where the key is kept: `sessionStorage`, which ends with the tab. Asked for at each use, since a
 * browser that blocks storage throws at the very mention of it.
 */
export type OpenKeyStorage = () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export const KEY_NAME = 'porchlight.inbox.key'

/** What a header can carry, without spaces. */
const USABLE_KEY = /^[\x21-\x7e]+$/

/**
 * A key that is kept already counts as accepted, so that a reload shows the inbox at once; the first
 * request says if it is not.
 */
export function createSession(options: {
  storage: OpenKeyStorage
  createClient: (apiKey: string) => TeamClient
}): Session {
  const { storage, createClient } = options
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

  return {
    state,
    async signIn(text) {
      const key = text.trim()
      if (!USABLE_KEY.test(key)) return leave({ kind: 'unusable' })
      state.value = { kind: 'checking' }
      const client = createClient(key)
      const answer = await client.tickets.list({ limit: 1 })
      if (!answer.ok) return leave(answer.error)
      keepKey(storage, key)
      state.value = { kind: 'signedIn', client }
    },
    signOut: () => leave(null),
    expire: leave,
  }
}

// A browser may refuse storage altogether; then the key lives as long as the page.

function readKey(storage: OpenKeyStorage): string | null {
  try {
    return storage().getItem(KEY_NAME)
  } catch {
    return null
  }
}

function keepKey(storage: OpenKeyStorage, key: string): void {
  try {
    storage().setItem(KEY_NAME, key)
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
