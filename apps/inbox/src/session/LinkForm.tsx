import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { linkFailureText } from '../words/failure-text.ts'
import type { LinkRequest } from './link-request.ts'

/** Asks for the mail with a sign-in link. */
export function LinkForm({ request }: { request: LinkRequest }): JSX.Element {
  const [email, setEmail] = useState('')
  const state = request.state.value
  const isSending = state.kind === 'sending'

  return (
    <form
      class="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault()
        void request.ask(email)
      }}
    >
      <label for="sign-in-email">Mail address</label>
      <input
        id="sign-in-email"
        class="field"
        type="email"
        autocomplete="email"
        required
        value={email}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <div role="status">
        {state.kind === 'sent' && (
          <p class="notice">
            If somebody of the team has the address {state.email}, a link is on its way there. It
            works once, within 15 minutes. If none comes, ask whoever runs the server.
          </p>
        )}
        {state.kind === 'failed' && (
          <p class="notice notice-danger">
            <Icon name="warning" />
            <span>{linkFailureText(state.error)}</span>
          </p>
        )}
      </div>
      <button class="button button-accent" type="submit" aria-disabled={isSending}>
        {isSending ? 'Asking for the mail' : 'Mail me a link'}
      </button>
    </form>
  )
}
