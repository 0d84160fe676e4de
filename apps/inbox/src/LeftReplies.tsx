import { Fragment, type JSX } from 'preact'
import type { LeftReply } from './models/replies.ts'
import { ticketHref } from './models/route.ts'

export interface LeftRepliesProps {
  readonly left: readonly LeftReply[]
  /** What is asked of the list, so that it stays. */
  readonly query: string
  /** They are drafts like others from now on. */
  readonly onKeep: () => void
}

/** Replies to other tickets that were to be sent, and were not. Always there, so that it is read aloud. */
export function LeftReplies({ left, query, onKeep }: LeftRepliesProps): JSX.Element {
  const isOne = left.length === 1
  return (
    <div role="status">
      {left.length > 0 && (
        <div class="left-replies">
          <span class="dot" />
          <span>
            {isOne ? 'A reply was not sent. ' : `${left.length} replies were not sent. `}
            {left.map(({ ticketId, ticketNumber }, n) => (
              <Fragment key={ticketId}>
                {n > 0 && ', '}
                {ticketNumber === null ? (
                  'One of a ticket that is not known here'
                ) : (
                  <a href={ticketHref(ticketNumber, query)}>Open #{ticketNumber}</a>
                )}
              </Fragment>
            ))}
          </span>
          <button type="button" class="text-button" onClick={onKeep}>
            {isOne ? 'Keep it as a draft' : 'Keep them as drafts'}
          </button>
        </div>
      )}
    </div>
  )
}
