import { REPLY_MAX_CHARACTERS } from '@porchlight/protocol'
import type { JSX, Ref } from 'preact'
import { Icon } from '../Icon.tsx'
import type { Macros } from '../models/macros.ts'
import type { Reply } from '../models/reply.ts'

export interface ReplyFootProps {
  readonly reply: Reply
  readonly sendKey: string
  readonly macros: Macros
  readonly macrosToggleRef: Ref<HTMLButtonElement>
  /** The assistant is being asked. */
  readonly isAsking: boolean
  readonly onSuggest: () => void
}

/** The counter shows when this many characters are left. */
const COUNTER_FROM = 1_000

/** What can be done with a reply. */
export function ReplyFoot(props: ReplyFootProps): JSX.Element {
  const { reply, sendKey, macros, macrosToggleRef, isAsking, onSuggest } = props
  const isPrivate = reply.isPrivate.value
  const isHeld = reply.state.value.kind === 'held'
  const isSending = isHeld || reply.state.value.kind === 'sending'
  const isChoosing = macros.isOpen.value && !isSending
  return (
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
        ref={macrosToggleRef}
        type="button"
        class="button button-quiet macros-toggle"
        aria-expanded={isChoosing}
        aria-controls="macros"
        aria-disabled={isSending}
        title="Saved replies (m)"
        onClick={() => {
          if (!isSending) macros.isOpen.value = !isChoosing
        }}
      >
        Macros
      </button>
      <button
        type="button"
        class="button button-quiet"
        aria-disabled={isAsking || isSending}
        title="The assistant writes a reply, which you can change"
        onClick={() => {
          if (!isAsking && !isSending) onSuggest()
        }}
      >
        {isAsking ? 'Thinking' : 'Suggest'}
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

function format(count: number): string {
  return count.toLocaleString()
}
