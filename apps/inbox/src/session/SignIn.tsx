import type { JSX } from 'preact'
import { Icon } from '../Icon.tsx'
import { signInFailureText } from '../words/failure-text.ts'
import { KeyForm } from './KeyForm.tsx'
import { LinkForm } from './LinkForm.tsx'
import type { LinkRequest } from './link-request.ts'
import type { Session } from './session.ts'

export interface SignInProps {
  readonly session: Session
  readonly linkRequest: LinkRequest
}

/** For people a link by mail; for whoever sets the server up, its key. */
export function SignIn({ session, linkRequest }: SignInProps): JSX.Element {
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
