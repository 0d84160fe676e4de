import type { Signal } from '@preact/signals'
import type { JSX } from 'preact'
import { InboxPage } from './InboxPage.tsx'
import type { App as AppModel } from './models/app.ts'
import type { Now } from './models/now.ts'
import { SignIn } from './session/SignIn.tsx'
import type { SettingsPorts } from './settings/sections/sections.ts'
import type { Dialog } from './shortcuts.ts'

/** What differs between keyboards. */
export interface Keyboard {
  /** The key that sends together with Enter, in words. */
  readonly sendKey: 'Ctrl' | 'Cmd'
}

export interface AppProps {
  readonly app: AppModel
  readonly now: Now
  readonly keyboard: Keyboard
  readonly isProfileOpen: Signal<boolean>
  readonly dialog: Signal<Dialog>
  readonly settingsPorts: SettingsPorts
}

export function App(props: AppProps): JSX.Element {
  const { app, now, keyboard, isProfileOpen, dialog, settingsPorts } = props
  const inbox = app.inbox.value
  if (inbox === null) return <SignIn session={app.session} requestLink={app.requestLink} />
  return (
    <InboxPage
      inbox={inbox}
      nowMs={now.ms}
      sendKey={keyboard.sendKey}
      isProfileOpen={isProfileOpen}
      dialog={dialog}
      settingsPorts={settingsPorts}
      onSignOut={app.signOut}
    />
  )
}
