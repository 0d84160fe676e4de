import type { SignInClient } from '@porchlight/client'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { signInFailureText } from '../words/failure-text.ts'
import { KeyForm } from './KeyForm.tsx'
import { LinkForm } from './LinkForm.tsx'
import { createLinkRequest } from './link-request.ts'
import type { Session } from './session.ts'

export interface SignInProps extends Pick<SignInClient, 'requestLink'> {
  readonly session: Session
}

/** For people a link by mail; for whoever sets the server up, its key. */
export function SignIn({ session, requestLink }: SignInProps): JSX.Element {
  // As long as the form: the next person is told nothing of it.
  const [linkRequest] = useState(() => createLinkRequest({ requestLink }))
  const state = session.state.value
  const error = state.kind === 'signedOut' ? state.error : null
  return (
    <main class="sign-in">
      <div class="sign-in-card">
        <span class="sign-in-mark">
          <Icon name="porch" />
        </span>
        <h1>Inbox</h1>
        <div role="alert">
          {error !== null && (
            <p class="notice notice-danger">
              <Icon name="warning" />
              <span>{signInFailureText(error)}</span>
            </p>
          )}
        </div>
        <LinkForm request={linkRequest} />
        <p class="sign-in-or muted">or</p>
        <KeyForm session={session} />
      </div>
    </main>
  )
}
