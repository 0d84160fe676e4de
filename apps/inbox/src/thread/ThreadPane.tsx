import type { ReadonlySignal, Signal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Inbox } from '../models/inbox.ts'
import { visitorName } from '../words/visitor-name.ts'
import { MessageList } from './MessageList.tsx'
import { NoThread } from './NoThread.tsx'
import { ReplyBox } from './ReplyBox.tsx'
import { ThreadHeader } from './ThreadHeader.tsx'

export interface ThreadPaneProps {
  readonly inbox: Inbox
  readonly nowMs: ReadonlySignal<number>
  readonly sendKey: string
  readonly isProfileOpen: Signal<boolean>
}

export function ThreadPane({ inbox, nowMs, sendKey, isProfileOpen }: ThreadPaneProps): JSX.Element {
  const { opened } = inbox
  const titleRef = useRef<HTMLHeadingElement>(null)
  const state = opened.state.value
  const ticket = opened.ticket.value
  const reply = inbox.reply.value

  // Opening a ticket is going to another page; the focus goes along, so that reading starts there.
  useEffect(() => titleRef.current?.focus({ preventScroll: true }), [ticket?.id])

  if (state.kind !== 'open' || ticket === null || reply === null) {
    return (
      <main class="thread-pane">
        <NoThread state={state} onRetry={opened.openAgain} />
      </main>
    )
  }
  const visitor = visitorName(ticket)
  return (
    <main class="thread-pane">
      <ThreadHeader
        ticket={ticket}
        opened={opened}
        isProfileOpen={isProfileOpen}
        titleRef={titleRef}
      />
      <MessageList key={ticket.id} thread={state.thread} visitor={visitor} nowMs={nowMs} />
      <ReplyBox
        key={`reply ${ticket.id}`}
        reply={reply}
        visitor={visitor}
        sendKey={sendKey}
        onSend={inbox.sendReply}
      />
    </main>
  )
}
