import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { signInFailureText } from '../words/failure-text.ts'
import type { Session } from './session.ts'

/** Asks for the key. It goes into memory and this tab's storage, and never into an address. */
export function SignIn({ session }: { session: Session }): JSX.Element {
  const [key, setKey] = useState('')
  const state = session.state.value
  const isChecking = state.kind === 'checking'
  const error = state.kind === 'signedOut' ? state.error : null

  return (
    <main class="sign-in">
      <form
        class="sign-in-card"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isChecking) void session.signIn(key)
        }}
      >
        <span class="sign-in-mark">
          <Icon name="porch" />
        </span>
        <h1>Inbox</h1>
        <p class="muted">Sign in with an API key of your Porchlight server.</p>
        <label for="api-key">API key</label>
        <input
          id="api-key"
          class="field"
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          value={key}
          aria-describedby="api-key-hint"
          aria-invalid={error !== null}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
        <p id="api-key-hint" class="hint">
          The server showed one when it first started. <code>porchlight keys</code> makes another.
          We keep it in this tab only.
        </p>
        <div role="alert">
          {error !== null && (
            <p class="notice notice-danger">
              <Icon name="warning" />
              <span>{signInFailureText(error)}</span>
            </p>
          )}
        </div>
        <button class="button button-accent" type="submit" aria-disabled={isChecking}>
          {isChecking ? 'Checking the key' : 'Sign in'}
        </button>
      </form>
    </main>
  )
}
