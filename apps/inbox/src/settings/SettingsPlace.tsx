import type { ReadonlySignal } from '@preact/signals'
import type { JSX } from 'preact'
import { listHref } from '../models/route.ts'
import type { SettingsRoom } from '../models/settings-room.ts'
import type { SettingsPorts } from './sections/sections.ts'

export interface SettingsPlaceProps {
  readonly room: SettingsRoom
  readonly ports: SettingsPorts
  readonly nowMs: ReadonlySignal<number>
  readonly query: string
}

/** The settings, or what stands there until they are fetched. */
export function SettingsPlace({ room, ports, nowMs, query }: SettingsPlaceProps): JSX.Element {
  const state = room.state.value
  const part = room.part.value ?? ''
  if (state.kind === 'open') {
    return state.settings.draw({ ports, nowMs, query, part, listHref: listHref(query) })
  }
  return (
    <main class="settings-wait">
      {state.kind === 'failed' ? (
        <div role="alert">
          <p>The settings could not be fetched. Check the connection.</p>
          <button type="button" class="button" onClick={room.retry}>
            Try again
          </button>
        </div>
      ) : (
        <p class="muted">Loading</p>
      )}
      <a href={listHref(query)}>Back to the list</a>
    </main>
  )
}
