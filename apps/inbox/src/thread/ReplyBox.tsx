import { REPLY_MAX_CHARACTERS, type WireCitation } from '@porchlight/protocol'
import type { JSX } from 'preact'
import { Icon } from '../Icon.tsx'
import type { Reply } from '../models/reply.ts'
import type { SuggestingState } from '../models/suggesting.ts'
import { replyFailureText, suggestionFailureText } from '../words/failure-text.ts'
import { Sources } from './Sources.tsx'

export interface ReplyBoxProps {
  readonly reply: Reply
  /** What the visitor is called. */
  readonly visitor: string
  /** The key that sends together with Enter, in words. */
  readonly sendKey: string
  readonly suggesting: SuggestingState
  /** What was suggested was taken from these. */
  readonly sources: readonly WireCitation[]
  readonly onSuggest: () => void
  readonly onSend: () => void
}

/** Also what the shortcut for replying looks for. */
export const REPLY_FIELD_ID = 'reply-text'

/** The counter shows when this many characters are left. */
const COUNTER_FROM = 1_000

export function ReplyBox(props: ReplyBoxProps): JSX.Element {
  const { reply, visitor, sendKey, suggesting, sources, onSuggest, onSend } = props
  const isPrivate = reply.isPrivate.value
  const state = reply.state.value
  const isHeld = state.kind === 'held'
  const isSending = state.kind === 'sending' || isHeld

  return (
    <form
      class="reply"
      data-private={isPrivate}
      aria-label={isPrivate ? 'Private note' : 'Reply'}
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      <div role="alert">
        {state.kind === 'failed' && (
          <p class="notice notice-danger">
            <Icon name="warning" />
            <span>{replyFailureText(state.error)}</span>
          </p>
        )}
        {suggesting.kind === 'failed' && (
          <p class="notice">
            <Icon name="warning" />
            <span>{suggestionFailureText(suggesting.error)}</span>
          </p>
        )}
      </div>
      {isHeld && (
        <p class="notice held" role="status">
          <span>Sent in a moment.</span>
          <button type="button" class="text-button" onClick={reply.undo}>
            Undo
          </button>
          <button type="button" class="text-button" onClick={reply.sendNow}>
            Send now
          </button>
        </p>
      )}
      <div class="reply-field">
        <textarea
          id={REPLY_FIELD_ID}
          rows={3}
          dir="auto"
          aria-label={isPrivate ? 'Private note' : `Reply to ${visitor}`}
          aria-describedby="reply-hint reply-count"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          placeholder={isPrivate ? 'A note that only the team sees' : `Reply to ${visitor}`}
          title="Reply (r)"
          readOnly={isSending}
          value={reply.text.value}
          onInput={(event) => reply.write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (!isSendKey(event)) return
            event.preventDefault()
            onSend()
          }}
        />
        <Sources sources={sources} />
        <div class="reply-foot">
          <label class="switch">
            <input
              type="checkbox"
              checked={isPrivate}
              disabled={isSending}
              onChange={(event) => reply.setPrivate(event.currentTarget.checked)}
            />
            <Icon name="lock" />
            Private note
          </label>
          <button
            type="button"
            class="button button-quiet"
            aria-disabled={suggesting.kind === 'asking' || isSending}
            title="The assistant writes a reply, which you can change"
            onClick={() => {
              if (suggesting.kind !== 'asking' && !isSending) onSuggest()
            }}
          >
            {suggesting.kind === 'asking' ? 'Thinking' : 'Suggest'}
          </button>
          <span id="reply-hint" class="hint reply-hint">
            {sendKey} + Enter sends
          </span>
          <Counter reply={reply} />
          <button
            type="submit"
            class="button button-accent"
            aria-disabled={!reply.canSend.value}
            title={`${sendKey} + Enter`}
          >
            {buttonText({ isHeld, isSending, isPrivate })}
          </button>
        </div>
      </div>
    </form>
  )
}

function Counter({ reply }: { reply: Reply }): JSX.Element {
  const left = reply.remaining.value
  const isShown = left <= COUNTER_FROM
  return (
    <span id="reply-count" class="hint reply-count" data-over={left < 0}>
      {isShown && (left < 0 ? `${format(-left)} too many` : `${format(left)} left`)}
      {left < 0 && <span class="unseen">, at most {format(REPLY_MAX_CHARACTERS)} characters</span>}
    </span>
  )
}

interface Sending {
  readonly isHeld: boolean
  readonly isSending: boolean
  readonly isPrivate: boolean
}

function buttonText({ isHeld, isSending, isPrivate }: Sending): string {
  if (isHeld) return 'Held'
  if (isSending) return isPrivate ? 'Adding' : 'Sending'
  return isPrivate ? 'Add note' : 'Send'
}

/** Enter alone makes a new line: replies are letters more often than lines. */
function isSendKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing
}

function format(count: number): string {
  return count.toLocaleString()
}
