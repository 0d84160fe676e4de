/** The project of this server, its public token and its API keys. */
import {
  type FillRandom,
  parse,
  type WidgetSettings,
  widgetSettingsSchema,
} from '@porchlight/protocol'
import { DEFAULT_SETTINGS, type ServerOptions } from '../server-options.ts'
import type { ProjectRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { createSecret, hashSecret } from './secrets.ts'

/** The project that a new server begins with. */
export const DEFAULT_PROJECT_ID = 1

export interface Project {
  readonly id: number
  readonly name: string
  /** Public: names the project, proves nothing. */
  readonly widgetToken: string
  readonly settings: WidgetSettings
}

type Chosen = Pick<ServerOptions, 'widgetToken' | 'settings'>

/** Finds the default project, or makes it. */
export async function openProject(tx: Tx, random: FillRandom, chosen: Chosen): Promise<Project> {
  const row = (await findProject(tx)) ?? (await createProject(tx, random))
  const token = chosen.widgetToken ?? row.widget_token
  if (token !== row.widget_token) {
    await tx.db
      .updateTable('projects')
      .set({ widget_token: token })
      .where('id', '=', row.id)
      .execute()
  }
  const settings = { ...readSettings(row), ...chosen.settings }
  return { id: row.id, name: row.name, widgetToken: token, settings }
}

/** Makes a key and stores its hash. @returns the key, which is never seen again */
export async function createApiKey(tx: Tx, random: FillRandom): Promise<string> {
  const key = createSecret('plk', random)
  await tx.db
    .insertInto('api_keys')
    .values({ hash: hashSecret(key), project_id: DEFAULT_PROJECT_ID, created_at: tx.now })
    .execute()
  return key
}

/** Whether any key was ever made. */
export async function hasApiKey(tx: Tx): Promise<boolean> {
  const row = await tx.db.selectFrom('api_keys').select('hash').limit(1).executeTakeFirst()
  return row !== undefined
}

async function findProject(tx: Tx): Promise<ProjectRow | undefined> {
  return await tx.db
    .selectFrom('projects')
    .selectAll()
    .where('id', '=', DEFAULT_PROJECT_ID)
    .executeTakeFirst()
}

async function createProject(tx: Tx, random: FillRandom): Promise<ProjectRow> {
  const row: ProjectRow = {
    id: DEFAULT_PROJECT_ID,
    name: 'default',
    widget_token: createSecret('plw', random),
    settings: JSON.stringify(DEFAULT_SETTINGS),
    next_ticket_number: 1,
    created_at: tx.now,
  }
  await tx.db.insertInto('projects').values(row).execute()
  return row
}

/** Settings of an older version may lack what was added since. */
function readSettings(row: ProjectRow): WidgetSettings {
  const stored: unknown = JSON.parse(row.settings)
  const merged = typeof stored === 'object' ? { ...DEFAULT_SETTINGS, ...stored } : stored
  const parsed = parse(widgetSettingsSchema, merged)
  return parsed.ok ? parsed.value : DEFAULT_SETTINGS
}
