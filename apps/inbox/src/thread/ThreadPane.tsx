import type { ReadonlySignal, Signal } from '@preact/signals'
import type { JSX, Ref } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Inbox } from '../models/inbox.ts'
import { valuesAt } from '../models/macro-text.ts'
import { listHref } from '../models/route.ts'
import type { SuggestingState } from '../models/suggesting.ts'
import { useMay } from '../rights-context.ts'
import { visitorName } from '../words/visitor-name.ts'
import { CompanyLine } from './CompanyLine.tsx'
import { MESSAGES_END, MessageList } from './MessageList.tsx'
import { NoThread } from './NoThread.tsx'
import { ReplyBox } from './ReplyBox.tsx'
import { ThreadHeader } from './ThreadHeader.tsx'

export interface ThreadPaneProps {
  readonly inbox: Inbox
  readonly nowMs: ReadonlySignal<number>
  readonly sendKey: string
  readonly isProfileOpen: Signal<boolean>
  readonly profileToggleRef: Ref<HTMLButtonElement>
}

export function ThreadPane(props: ThreadPaneProps): JSX.Element {
  const { inbox, nowMs, sendKey, isProfileOpen, profileToggleRef } = props
  const { opened } = inbox
  const may = useMay()
  const titleRef = useRef<HTMLHeadingElement>(null)
  const messagesRef = useRef<HTMLElement>(null)
  const state = opened.state.value
  const ticket = opened.ticket.value
  const reply = inbox.reply.value
  const toList = listHref(inbox.asked.query.value)

  // Opening a ticket is going to another page; the focus goes along, so that reading starts there.
  useEffect(() => titleRef.current?.focus({ preventScroll: true }), [ticket?.id])

  if (state.kind !== 'open' || ticket === null || reply === null) {
    return (
      <section class="thread-pane" aria-label="Conversation">
        <NoThread
          state={state}
          listHref={toList}
          outcomes={inbox.outcomes}
          onRetry={opened.openAgain}
        />
      </section>
    )
  }
  const visitor = visitorName(ticket)
  return (
    <section class="thread-pane" aria-label="Conversation">
      <ThreadHeader
        ticket={ticket}
        work={inbox.work}
        isVisitorHere={inbox.isVisitorHere}
        isProfileOpen={isProfileOpen}
        listHref={toList}
        titleRef={titleRef}
        profileToggleRef={profileToggleRef}
      />
      <MessageList
        key={ticket.id}
        thread={state.thread}
        visitor={visitor}
        pictureOf={inbox.team.pictureOf}
        unread={ticket.unread_customer_count}
        lastAt={ticket.last_message_at}
        nowMs={nowMs}
        areaRef={messagesRef}
      />
      <CompanyLine companions={inbox.companions.value} visitor={visitor} />
      {may('ticket:write') ? (
        <ReplyBox
          key={`reply ${ticket.id}`}
          reply={reply}
          visitor={visitor}
          sendKey={sendKey}
          suggesting={suggestingAt(inbox.suggesting.state.value, ticket.id)}
          macros={inbox.macros}
          lookUp={valuesAt(ticket, inbox.team.me.value)}
          onSuggest={() => void inbox.suggesting.ask(ticket.id, reply)}
          onSend={() => {
            reply.submit()
            messagesRef.current?.scrollTo({ top: MESSAGES_END })
          }}
        />
      ) : (
        <p class="may-not muted">
          Your key may read tickets, and not answer or change them: that takes the scope
          ticket:write.
        </p>
      )}
    </section>
  )
}

/** What is asked for another ticket is nothing to this one. */
function suggestingAt(state: SuggestingState, ticketId: string): SuggestingState {
  return state.kind === 'idle' || state.ticketId === ticketId ? state : { kind: 'idle' }
}
