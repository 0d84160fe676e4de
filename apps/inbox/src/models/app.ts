/** The whole page: signed out, or an inbox. */
import type { SignInClient, TeamClient } from '@porchlight/client'
import { type Clock, type FillRandom, uuidv7 } from '@porchlight/protocol'
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import {
  createSession,
  type OpenKeyStorage,
  type ProjectKey,
  type Session,
  type SignInLink,
} from '../session/session.ts'
import { createKeptEdits } from '../settings/kept-edits.ts'
import type { QueryBar } from './asked.ts'
import type { Drafts } from './drafts.ts'
import { createInbox, type Inbox } from './inbox.ts'
import { createKeptMacro } from './kept-macro.ts'
import { createReplies } from './replies.ts'
import type { SettingsOptions } from './settings-room.ts'

export interface App extends Pick<SignInClient, 'requestLink'> {
  readonly session: Session
  /** The inbox while signed in. */
  readonly inbox: ReadonlySignal<Inbox | null>
  /** Forgets the key, every text that was being written, and settings that are not saved. */
  signOut(): void
  close(): void
}

export interface AppOptions extends Pick<SignInClient, 'requestLink'> {
  readonly createClient: (key: ProjectKey) => TeamClient
  readonly link?: SignInLink | null
  readonly storage: OpenKeyStorage
  /** Where replies that were begun are kept. */
  readonly drafts: Drafts
  readonly clock: Clock
  /** Uniform in [0, 1). */
  readonly random: () => number
  readonly fillRandom: FillRandom
  readonly ticketNumber: ReadonlySignal<number | null>
  readonly isMails: ReadonlySignal<boolean>
  readonly settings: SettingsOptions
  readonly bar: QueryBar
  readonly isVisible: ReadonlySignal<boolean>
}

export function createApp(options: AppOptions): App {
  const { clock, fillRandom } = options
  const session = createSession(options)
  const inbox = signal<Inbox | null>(null)
  // Above the session: a key that runs out in the middle of a reply must not take the text along.
  const replies = createReplies({
    newKey: () => uuidv7(clock.now(), fillRandom),
    clock,
    drafts: options.drafts,
  })

  const stopFollowing = effect(() => {
    const state = session.state.value
    untracked(() => {
      inbox.peek()?.close()
      inbox.value =
        state.kind === 'signedIn'
          ? createInbox({ ...options, client: state.client, replies, onRefused: session.expire })
          : null
    })
  })

  return {
    session,
    requestLink: options.requestLink,
    inbox,
    signOut() {
      replies.clear()
      createKeptEdits(options.settings.storage).clear()
      createKeptMacro(options.settings.storage).write(null)
      session.signOut()
    },
    close() {
      stopFollowing()
      inbox.peek()?.close()
      replies.close()
    },
  }
}
