/** Asking for the mail whose link signs an agent in. */
import type { ClientError, SignInClient } from '@porchlight/client'
import { type ReadonlySignal, signal } from '@preact/signals'

export type LinkRequestState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  /** The server has taken it; it tells nobody whether anybody has this address. */
  | { readonly kind: 'sent'; readonly email: string }
  | { readonly kind: 'failed'; readonly error: ClientError }

export interface LinkRequest {
  readonly state: ReadonlySignal<LinkRequestState>
  /** Nothing while another is on its way. */
  ask(email: string): Promise<void>
}

export function createLinkRequest({ requestLink }: Pick<SignInClient, 'requestLink'>): LinkRequest {
  const state = signal<LinkRequestState>({ kind: 'idle' })
  return {
    state,
    async ask(text) {
      if (state.peek().kind === 'sending') return
      const email = text.trim()
      state.value = { kind: 'sending' }
      const answer = await requestLink(email)
      state.value = answer.ok ? { kind: 'sent', email } : { kind: 'failed', error: answer.error }
    },
  }
}
