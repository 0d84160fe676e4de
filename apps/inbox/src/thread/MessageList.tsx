import type { ReadonlySignal } from '@preact/signals'
import { Fragment, type JSX, type Ref } from 'preact'
import type { Team } from '../models/team.ts'
import type { Thread } from '../models/thread.ts'
import { failureText } from '../words/failure-text.ts'
import { dayTitle } from '../words/times.ts'
import { arrange } from './arrange.ts'
import { MessageItem } from './MessageItem.tsx'
import { receiptsOf } from './receipts.ts'

export interface MessageListProps {
  readonly thread: Thread
  /** What the visitor is called. */
  readonly visitor: string
  readonly pictureOf: Team['pictureOf']
  /** How many of the team's replies the visitor has not read. */
  readonly unread: number
  /** When the last message was that this counts, or null. */
  readonly lastAt: string | null
  readonly nowMs: ReadonlySignal<number>
  readonly areaRef: Ref<HTMLElement>
}

/** Scroll position of the newest message: a reversed column counts from its end. */
export const MESSAGES_END = 0

/**
 * The scroll area is a reversed column with one child: it rests at its end without a script, and
 * stays there as messages arrive and as the reply box grows.
 */
export function MessageList(props: MessageListProps): JSX.Element {
  const { thread, visitor, pictureOf, unread, lastAt, nowMs, areaRef } = props
  const state = thread.state.value
  const arranged = arrange(thread.messages.value)
  const receipts = receiptsOf(thread.messages.value, { unread, lastAt })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
    <section ref={areaRef} class="messages" aria-label="Message area" tabIndex={0}>
      <div class="messages-inner">
        {state.kind === 'failed' && (
          <div class="thread-failure" role="alert">
            <p>{failureText(state.error)}</p>
            <button type="button" class="button" onClick={() => void thread.reload()}>
              Try again
            </button>
          </div>
        )}
        {state.kind === 'reading' && arranged.length === 0 && (
          <p class="muted centred">Loading messages</p>
        )}
        {thread.hasEarlier.value && (
          <button
            type="button"
            class="button centred"
            aria-disabled={state.kind === 'reading'}
            onClick={() => void thread.readEarlier()}
          >
            Show earlier messages
          </button>
        )}
        <div role="log" aria-label="Messages">
          <ol class="message-list">
            {arranged.map((item) => (
              <Fragment key={item.message.id}>
                {item.beginsDay && (
                  <li class="day">{dayTitle(item.message.created_at, nowMs.value)}</li>
                )}
                <MessageItem
                  arranged={item}
                  visitor={visitor}
                  picture={pictureOf(item.message.agent_id)}
                  receipt={receipts.get(item.message.id) ?? null}
                />
              </Fragment>
            ))}
          </ol>
        </div>
      </div>
    </section>
  )
}
