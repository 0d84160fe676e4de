import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../Icon.tsx'
import { MacroMenu } from '../macros/MacroMenu.tsx'
import type { LookUp } from '../models/macro-text.ts'
import type { Macros } from '../models/macros.ts'
import type { Reply } from '../models/reply.ts'
import type { SuggestingState } from '../models/suggesting.ts'
import { leftReplyText, replyFailureText, suggestionFailureText } from '../words/failure-text.ts'
import { ReplyFoot } from './ReplyFoot.tsx'
import { Sources } from './Sources.tsx'
import { Unfilled } from './Unfilled.tsx'

export interface ReplyBoxProps {
  readonly reply: Reply
  /** What the visitor is called. */
  readonly visitor: string
  /** The key that sends together with Enter, in words. */
  readonly sendKey: string
  readonly suggesting: SuggestingState
  readonly macros: Macros
  /** What the variables of a macro stand for here. */
  readonly lookUp: LookUp
  readonly onSuggest: () => void
  readonly onSend: () => void
}

/** Also what the shortcut for replying looks for. */
export const REPLY_FIELD_ID = 'reply-text'

export function ReplyBox(props: ReplyBoxProps): JSX.Element {
  const { reply, visitor, sendKey, suggesting, macros, lookUp, onSuggest, onSend } = props
  const isPrivate = reply.isPrivate.value
  const state = reply.state.value
  const isHeld = state.kind === 'held'
  const isSending = state.kind === 'sending' || isHeld
  const isChoosing = macros.isOpen.value && !isSending
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  const toggleRef = useRef<HTMLButtonElement>(null)
  const caret = reply.caret.value
  const caretBefore = useRef(caret)
  const select = (start: number, end: number): void => {
    fieldRef.current?.focus()
    fieldRef.current?.setSelectionRange(start, end)
  }
  // A value that is set moves the caret to its end.
  useLayoutEffect(() => {
    if (caret === caretBefore.current) return
    caretBefore.current = caret
    select(caret.at, caret.at)
  }, [caret])

  const form = (
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
            <span>{replyFailureText(state)}</span>
          </p>
        )}
        {state.kind === 'left' && (
          <p class="notice left">
            <Icon name="warning" />
            <span>{leftReplyText(state)}</span>
          </p>
        )}
        {suggesting.kind === 'failed' && (
          <p class="notice">
            <Icon name="warning" />
            <span>{suggestionFailureText(suggesting.error)}</span>
          </p>
        )}
      </div>
      <Unfilled
        variables={isSending ? [] : reply.unfilled.value}
        isRefused={state.kind === 'unfilled'}
        onFind={({ at, written }) => select(at, at + written.length)}
        onSendAsItIs={() => reply.submit({ asItIs: true })}
      />
      {isHeld && (
        <p class="notice held" role="status">
          <span>{isPrivate ? 'Added in a moment.' : 'Sent in a moment.'}</span>
          <button type="button" class="text-button" onClick={reply.undo}>
            Undo
          </button>
          <button type="button" class="text-button" onClick={reply.sendNow}>
            {isPrivate ? 'Add now' : 'Send now'}
          </button>
        </p>
      )}
      <div class="reply-field">
        <textarea
          ref={fieldRef}
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
          onBlur={({ currentTarget: { selectionStart, selectionEnd } }) =>
            reply.place(selectionStart, selectionEnd)
          }
          onKeyDown={(event) => {
            if (!isSendKey(event)) return
            event.preventDefault()
            onSend()
          }}
        />
        <Sources sources={reply.sources.value} />
        <ReplyFoot
          reply={reply}
          sendKey={sendKey}
          macros={macros}
          macrosToggleRef={toggleRef}
          isAsking={suggesting.kind === 'asking'}
          onSuggest={onSuggest}
        />
      </div>
    </form>
  )
  // Before the form, not in it: it has a form of its own.
  return (
    <div class="reply-area">
      {isChoosing && (
        <MacroMenu
          macros={macros}
          lookUp={lookUp}
          onInsert={(text) => {
            macros.isOpen.value = false
            reply.insert(text)
          }}
          onClose={() => {
            macros.isOpen.value = false
            toggleRef.current?.focus()
          }}
        />
      )}
      {form}
    </div>
  )
}

/** Enter alone makes a new line: replies are letters more often than lines. */
function isSendKey(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing
}
