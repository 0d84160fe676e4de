import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Session } from './session.ts'

/** Asks for a key. It goes into memory, and never into a storage or an address. */
export function KeyForm({ session }: { session: Session }): JSX.Element {
  const [key, setKey] = useState('')
  const [tried, setTried] = useState<string | null>(null)
  const state = session.state.value
  const isChecking = state.kind === 'checking'
  const isRefused = state.kind === 'signedOut' && state.error !== null

  return (
    <form
      class="sign-in-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isChecking) return
        setTried(key)
        void session.signIn(key)
      }}
    >
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
        aria-invalid={isRefused && key === tried}
        onInput={(event) => setKey(event.currentTarget.value)}
      />
      <p id="api-key-hint" class="hint">
        The server showed one when it first started. <code>porchlight keys</code> makes another. It
        is kept nowhere, so a reload asks for it again.
      </p>
      <button class="button" type="submit" aria-disabled={isChecking}>
        {isChecking ? 'Checking the key' : 'Sign in with the key'}
      </button>
    </form>
  )
}
