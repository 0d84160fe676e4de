import type { ReadonlySignal, Signal } from '@preact/signals'
import type { JSX } from 'preact'
import { ConnectionLine } from './ConnectionLine.tsx'
import { ListPane } from './list/ListPane.tsx'
import type { Inbox } from './models/inbox.ts'
import { Profile } from './profile/Profile.tsx'
import { ThreadPane } from './thread/ThreadPane.tsx'

export interface InboxPageProps {
  readonly inbox: Inbox
  readonly nowMs: ReadonlySignal<number>
  readonly sendKey: string
  /** Where there is no room beside the thread, the visitor's details are folded away. */
  readonly isProfileOpen: Signal<boolean>
  readonly onSignOut: () => void
}

export function InboxPage(props: InboxPageProps): JSX.Element {
  const { inbox, nowMs, sendKey, isProfileOpen, onSignOut } = props
  const isThreadOpen = inbox.opened.state.value.kind !== 'none'
  const ticket = inbox.opened.ticket.value

  return (
    <div class="page">
      <ConnectionLine feed={inbox.feed} />
      <div class="columns" data-showing={isThreadOpen ? 'thread' : 'list'}>
        <ListPane
          list={inbox.list}
          openNumber={ticket?.ticket_number ?? null}
          nowMs={nowMs}
          onSignOut={onSignOut}
        />
        <ThreadPane inbox={inbox} nowMs={nowMs} sendKey={sendKey} isProfileOpen={isProfileOpen} />
        {ticket !== null && <Profile ticket={ticket} isOpen={isProfileOpen} />}
      </div>
    </div>
  )
}
