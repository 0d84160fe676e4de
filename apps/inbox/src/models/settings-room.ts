/** The settings, which most people never open: their code is fetched when somebody does. */
import type { ClientError, TeamClient } from '@porchlight/client'
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals'
import type { OpenSettings, openSettings } from '../settings/open-settings.tsx'
import type { Team } from './team.ts'

export type SettingsState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'loading' }
  /** The code could not be fetched. */
  | { readonly kind: 'failed' }
  | { readonly kind: 'open'; readonly settings: OpenSettings }

/** What opens them, beside the key. */
export interface SettingsOptions {
  /** The part that the address names; null for none. */
  readonly part: ReadonlySignal<string | null>
  readonly load: () => Promise<{ readonly openSettings: typeof openSettings }>
  /** Where what is not saved is kept: with the tab. */
  readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
}

export interface SettingsRoom {
  readonly state: ReadonlySignal<SettingsState>
  /** The part that the address names. */
  readonly part: ReadonlySignal<string | null>
  /** Fetches again. */
  retry(): void
  close(): void
}

/** Opened once, they stay as they are left: what is not saved is there when one comes back. */
export function createSettingsRoom(
  options: SettingsOptions & {
    readonly client: TeamClient
    readonly team: Team
    readonly onFailed: (error: ClientError) => void
  },
): SettingsRoom {
  const { part, load } = options
  const state = signal<SettingsState>({ kind: 'closed' })
  let settings: OpenSettings | null = null
  let isClosed = false

  async function open(): Promise<void> {
    state.value = settings === null ? { kind: 'loading' } : { kind: 'open', settings }
    if (settings !== null) return
    const loaded = await load().catch(() => null)
    if (isClosed) return
    if (loaded !== null) settings ??= loaded.openSettings(options)
    if (part.peek() === null) return
    state.value = settings === null ? { kind: 'failed' } : { kind: 'open', settings }
  }

  const stop = effect(() => {
    const isWanted = part.value !== null
    untracked(() => {
      if (!isWanted) state.value = { kind: 'closed' }
      else if (state.peek().kind === 'closed') void open()
    })
  })
  return {
    state,
    part,
    retry: () => void open(),
    close() {
      isClosed = true
      stop()
      settings?.close()
    },
  }
}
