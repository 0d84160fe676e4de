/** `porchlight settings`: shows the settings of the public widget API, and changes some. */
import { conversationsSettingsSchema, parse } from '@porchlight/protocol'
import {
  changeConversationsSettings,
  findConversationsSettings,
} from '../auth/conversations-settings.ts'
import { DEFAULT_PROJECT_ID, openProject } from '../auth/projects.ts'
import { DEFAULTS, type Log } from '../server-options.ts'
import { CommandError } from './command-error.ts'
import { type StorePlace, withStore } from './with-store.ts'

/** What the command needs of the world. */
export interface SettingsOptions {
  readonly environment: StorePlace
  readonly log: Log
  print(text: string): void
}

/** What is wanted: `changes` as `name=value`, none to look. */
export interface WantedSettings {
  readonly project: number
  readonly changes: readonly string[]
}

/** @throws CommandError, or the server's StartError: one line each */
export async function settings(
  { environment, log, print }: SettingsOptions,
  { project, changes }: WantedSettings,
): Promise<void> {
  const change = parse(conversationsSettingsSchema, Object.fromEntries(changes.map(readChange)))
  if (!change.ok) throw new CommandError(`${change.issue.path}: ${change.issue.message}`)
  const now = await withStore(environment, log, (store) =>
    store.write(async (tx) => {
      if (project === DEFAULT_PROJECT_ID) await openProject(tx, DEFAULTS.random, {})
      return changes.length === 0
        ? await findConversationsSettings(tx, project)
        : await changeConversationsSettings(tx, project, change.value)
    }),
  )
  if (now === null) throw new CommandError(`There is no project ${project}.`)
  print(JSON.stringify(now, null, 2))
}

/** A value is JSON where it can be, and otherwise text: `true`, `["a.com"]`, `Hello there`. */
function readChange(text: string): [name: string, value: unknown] {
  const at = text.indexOf('=')
  if (at < 1) throw new CommandError(`A change is name=value, and this is not one: ${text}`)
  const [name, value] = [text.slice(0, at), text.slice(at + 1)]
  try {
    return [name, JSON.parse(value)]
  } catch {
    return [name, value]
  }
}
