import type { JSX } from 'preact'
import type { Inbox } from './models/inbox.ts'

/** Says when what is on the screen may be old. Always in the document, so that it is read aloud. */
export function ConnectionLine({ feed }: { feed: Inbox['feed'] }): JSX.Element {
  const isLost = feed.state.value === 'lost'
  return (
    <div role="status" class="connection" data-lost={isLost}>
      {isLost && (
        <>
          <span class="dot" />
          <span>The connection is lost. We keep trying, and nothing you write is thrown away.</span>
          <button type="button" class="text-button" onClick={() => feed.retryNow()}>
            Try now
          </button>
        </>
      )}
    </div>
  )
}
