import type { JSX } from 'preact'
import type { OpenedState } from '../models/opened.ts'
import type { Outcomes } from '../models/outcomes.ts'
import { OutcomesCard } from '../outcomes/OutcomesCard.tsx'
import { failureText } from '../words/failure-text.ts'
import { BackLink } from './ThreadHeader.tsx'

export interface NoThreadProps {
  readonly state: OpenedState
  /** The address of the list, as it is. */
  readonly listHref: string
  readonly outcomes: Outcomes
  readonly onRetry: () => void
}

/** What stands in place of a thread: nothing chosen, not there yet, not there at all. */
export function NoThread({ state, listHref, outcomes, onRetry }: NoThreadProps): JSX.Element {
  return (
    <>
      {state.kind !== 'none' && (
        <div class="bar thread-head only-narrow">
          <BackLink href={listHref} />
        </div>
      )}
      <div class="no-thread">
        <NoThreadText state={state} onRetry={onRetry} />
        {state.kind === 'none' && <OutcomesCard outcomes={outcomes} />}
      </div>
    </>
  )
}

function NoThreadText({
  state,
  onRetry,
}: Pick<NoThreadProps, 'state' | 'onRetry'>): JSX.Element | null {
  switch (state.kind) {
    case 'none':
      return (
        <>
          <p class="no-thread-title">Choose a ticket</p>
          <p class="muted">
            <kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens, <kbd>r</kbd> replies,{' '}
            <kbd>/</kbd> searches
          </p>
        </>
      )
    case 'finding':
      return <p class="muted">Looking for ticket {state.number}</p>
    case 'absent':
      return (
        <>
          <p class="no-thread-title">There is no ticket {state.number}</p>
          <p class="muted">Choose another one from the list.</p>
        </>
      )
    case 'failed':
      return (
        <div role="alert">
          <p>{failureText(state.error)}</p>
          <button type="button" class="button" onClick={onRetry}>
            Try again
          </button>
        </div>
      )
    case 'open':
      return null
  }
}
