/** The settings as they are fetched when somebody opens them: their state, and how they are drawn. */
import type { ClientError, TeamClient } from '@porchlight/client'
import type { JSX } from 'preact'
import type { Team } from '../models/team.ts'
import { type ApiKeys, createApiKeys } from './api-keys.ts'
import { createKeptEdits } from './kept-edits.ts'
import { createOwnPicture } from './own-picture.ts'
import { createPeople } from './people.ts'
import { SettingsPage, type SettingsPageProps } from './SettingsPage.tsx'
import { createSettingsForm } from './settings-form.ts'
import { squarePicture } from './square-picture.ts'

export interface OpenSettings {
  draw(
    props: Pick<SettingsPageProps, 'nowMs' | 'part' | 'query' | 'listHref' | 'ports'>,
  ): JSX.Element
  close(): void
}

/** Reads the settings at once, and the keys when they are first shown. */
export function openSettings(options: {
  readonly client: Pick<TeamClient, 'settings' | 'apiKeys' | 'visitors' | 'agents'>
  readonly team: Team
  readonly square?: typeof squarePicture
  readonly storage: Parameters<typeof createKeptEdits>[0]
  readonly onFailed: (error: ClientError) => void
}): OpenSettings {
  const { client, team, square = squarePicture, onFailed } = options
  const kept = createKeptEdits(options.storage)
  const form = createSettingsForm({ client: client.settings, kept, onFailed })
  const people = createPeople({ client: client.visitors, onFailed })
  const own = createOwnPicture({ client: client.agents, team, square, onFailed })
  let keys: ApiKeys | null = null

  function openKeys(): ApiKeys {
    if (keys === null) {
      keys = createApiKeys({ client: client.apiKeys, onFailed })
      void keys.reload()
    }
    return keys
  }

  return {
    draw: (props) => (
      <SettingsPage {...props} form={form} people={people} own={own} keys={openKeys} />
    ),
    close() {
      form.close()
      people.close()
      keys?.close()
    },
  }
}
