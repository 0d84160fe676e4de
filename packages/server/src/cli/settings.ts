/** `porchlight settings`: shows what a project has set for widgets, ours and stock ones, or changes it. */
import {
  conversationsSettingsSchema,
  DEFAULT_CONVERSATIONS_SETTINGS,
  parse,
  type Schema,
  widgetSettingsChangeSchema,
} from '@porchlight/protocol'
import {
  changeConversationsSettings,
  findConversationsSettings,
} from '../auth/conversations-settings.ts'
import { DEFAULT_PROJECT_ID, findProject, openProject } from '../auth/projects.ts'
import { changeWidgetSettings } from '../auth/widget-settings.ts'
import { DEFAULT_SETTINGS, DEFAULTS, type Log } from '../server-options.ts'
import type { ReadTx } from '../store/store.ts'
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
  const wanted = Object.fromEntries(changes.map(readChange))
  refuseUnknown(wanted)
  const forWidget = parseThose(wanted, DEFAULT_SETTINGS, widgetSettingsChangeSchema)
  const forConversations = parseThose(
    wanted,
    DEFAULT_CONVERSATIONS_SETTINGS,
    conversationsSettingsSchema,
  )
  const now = await withStore(environment, log, (store) =>
    store.write(async (tx) => {
      if (project === DEFAULT_PROJECT_ID) await openProject(tx, DEFAULTS.random, {})
      if (changes.length > 0) {
        await changeWidgetSettings(tx, project, forWidget)
        await changeConversationsSettings(tx, project, forConversations)
      }
      return await findSettings(tx, project)
    }),
  )
  if (now === null) throw new CommandError(`There is no project ${project}.`)
  print(JSON.stringify(now, null, 2))
}

/** Those of both sets; no name is in both.  [SV146] */
const NAMES: readonly string[] = Object.keys({
  ...DEFAULT_SETTINGS,
  ...DEFAULT_CONVERSATIONS_SETTINGS,
})

async function findSettings(tx: ReadTx, project: number): Promise<object | null> {
  const found = await findProject(tx, project)
  return found && { ...found.settings, ...(await findConversationsSettings(tx, project)) }
}

function refuseUnknown(wanted: object): void {
  const unknown = Object.keys(wanted).find((name) => !NAMES.includes(name))
  if (unknown === undefined) return
  throw new CommandError(`There is no setting ${unknown}. There are: ${NAMES.join(', ')}.`)
}

/** Those of one set, which `known` names. */
function parseThose<T>(wanted: object, known: object, schema: Schema<T>): T {
  const those = Object.entries(wanted).filter(([name]) => Object.hasOwn(known, name))
  const parsed = parse(schema, Object.fromEntries(those))
  if (parsed.ok) return parsed.value
  throw new CommandError(`${parsed.issue.path}: ${parsed.issue.message}`)
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
