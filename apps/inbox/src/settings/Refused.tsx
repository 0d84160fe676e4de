import type { ClientError } from '@porchlight/client'
import type { JSX } from 'preact'
import { isKeyWithoutRight } from '../session/key-refusal.ts'
import { failureText } from '../words/failure-text.ts'

export interface RefusedProps {
  readonly error: ClientError
  /** The scope that it takes; `everything` for a key without limits. */
  readonly needs: 'project:read' | 'everything'
  readonly onAgain: () => void
}

/** Why a part of the settings is not shown, and what to do. */
export function Refused({ error, needs, onAgain }: RefusedProps): JSX.Element {
  return (
    <div role="alert" class="settings-refused">
      <p>{isKeyWithoutRight(error) ? scopeText(needs) : failureText(error)}</p>
      <button type="button" class="button" onClick={onAgain}>
        Try again
      </button>
    </div>
  )
}

function scopeText(needs: RefusedProps['needs']): string {
  const next = 'Sign in with another key, or ask whoever made yours.'
  return needs === 'everything'
    ? `Your key may not do this: it takes one that may do everything. ${next}`
    : `Your key may not read the settings: it takes the scope ${needs}. ${next}`
}
