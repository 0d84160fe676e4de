import type { Thread } from '@porchlight/protocol'
import type { JSX } from 'preact'
import { recent } from '../moments.ts'
import type { MoreModel } from '../more-model.ts'
import { describeThread } from './describe-thread.ts'

/** One conversation: what it is about, what was said last, when, and what is unread. */
export function ThreadRow(props: {
  readonly thread: Thread
  readonly model: MoreModel
}): JSX.Element {
  const { thread, model } = props
  const { panel, words } = model
  // Read here, since a row is drawn anew for what it has read: "10:42" becomes "Yesterday" by itself.
  void panel.nowMs.value
  const { unread } = thread
  const { title, preview } = describeThread(thread, panel, words.value)
  const at = thread.lastMessageAt ?? thread.createdAt
  const status = thread.ticket?.status
  return (
    <button
      type="button"
      class="thread"
      data-unread={unread > 0}
      onClick={() => panel.showThread(thread.id)}
    >
      <span class="thread-title" dir="auto">
        {title}
      </span>
      <time class="thread-time" dateTime={at}>
        {recent(panel.time, at, panel.strings)}
      </time>
      <span class="thread-preview" dir="auto">
        {preview}
      </span>
      {unread > 0 && (
        <span class="thread-unread">
          <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
          <span class="unseen">{words.value.unreadMessages(unread)}</span>
        </span>
      )}
      {status !== undefined && (
        <span class="thread-status" data-status={status}>
          {words.value.status(status)}
        </span>
      )}
    </button>
  )
}
