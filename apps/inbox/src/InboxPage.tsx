import type { ReadonlySignal, Signal } from '@preact/signals'
import type { JSX } from 'preact'
import { useRef } from 'preact/hooks'
import { ConnectionLine } from './ConnectionLine.tsx'
import { LeftReplies } from './LeftReplies.tsx'
import { ListPane } from './list/ListPane.tsx'
import { MailsPane } from './mails/MailsPane.tsx'
import type { Inbox } from './models/inbox.ts'
import { listHref } from './models/route.ts'
import { commandsOf } from './palette/commands.ts'
import { HelpDialog } from './palette/HelpDialog.tsx'
import { Palette } from './palette/Palette.tsx'
import { Profile } from './profile/Profile.tsx'
import { RightsContext } from './rights-context.ts'
import { SettingsPlace } from './settings/SettingsPlace.tsx'
import type { SettingsPorts } from './settings/sections/sections.ts'
import type { Dialog } from './shortcuts.ts'
import { TroubleLines } from './TroubleLines.tsx'
import { ThreadPane } from './thread/ThreadPane.tsx'

export interface InboxPageProps {
  readonly inbox: Inbox
  readonly nowMs: ReadonlySignal<number>
  readonly sendKey: string
  /** Where there is no room beside the thread, the visitor's details are folded away. */
  readonly isProfileOpen: Signal<boolean>
  /** What lies over everything. */
  readonly dialog: Signal<Dialog>
  readonly settingsPorts: SettingsPorts
  readonly onSignOut: () => void
}

export function InboxPage(props: InboxPageProps): JSX.Element {
  const { inbox, nowMs, sendKey, isProfileOpen, dialog, onSignOut } = props
  const profileToggleRef = useRef<HTMLButtonElement>(null)
  const isThreadOpen = inbox.opened.state.value.kind !== 'none'
  const ticket = inbox.opened.ticket.value
  const isMails = inbox.mails.state.value.kind !== 'closed'

  const closeDialog = (): void => {
    dialog.value = 'none'
  }
  const onHelp = (): void => {
    dialog.value = 'help'
  }

  return (
    <RightsContext.Provider value={inbox.rights}>
      <div class="page">
        <ConnectionLine feed={inbox.feed} />
        <LeftReplies
          left={inbox.leftReplies.value}
          query={inbox.asked.query.value}
          onKeep={inbox.keepLeft}
        />
        <TroubleLines work={inbox.work} agents={inbox.team.agents.value} />
        {inbox.settings.state.value.kind === 'closed' ? (
          <main class="columns" data-showing={isThreadOpen || isMails ? 'thread' : 'list'}>
            <h1 class="unseen">Porchlight inbox</h1>
            <ListPane
              inbox={inbox}
              openNumber={ticket?.ticket_number ?? null}
              nowMs={nowMs}
              onSignOut={onSignOut}
            />
            {isMails ? (
              <MailsPane
                mails={inbox.mails}
                nowMs={nowMs}
                listHref={listHref(inbox.asked.query.value)}
              />
            ) : (
              <ThreadPane
                inbox={inbox}
                nowMs={nowMs}
                sendKey={sendKey}
                isProfileOpen={isProfileOpen}
                profileToggleRef={profileToggleRef}
              />
            )}
            {ticket !== null && (
              <Profile
                ticket={ticket}
                inbox={inbox}
                nowMs={nowMs}
                isOpen={isProfileOpen}
                onClose={() => {
                  isProfileOpen.value = false
                  profileToggleRef.current?.focus()
                }}
              />
            )}
          </main>
        ) : (
          <SettingsPlace
            room={inbox.settings}
            ports={props.settingsPorts}
            nowMs={nowMs}
            query={inbox.asked.query.value}
          />
        )}
        {dialog.value === 'help' && <HelpDialog sendKey={sendKey} onClose={closeDialog} />}
        {dialog.value === 'palette' && (
          <Palette
            commands={commandsOf(inbox, {
              nowMs: nowMs.value,
              onSignOut,
              onHelp,
              onGo: props.settingsPorts.go,
            })}
            onClose={closeDialog}
          />
        )}
      </div>
    </RightsContext.Provider>
  )
}
