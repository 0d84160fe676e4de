/** Projects, their public tokens and their API keys. A project is one site, or a few that share a team. */
import type { FillRandom, WidgetSettings } from '@porchlight/protocol'
import { DEFAULT_SETTINGS, type ServerOptions } from '../server-options.ts'
import { readObject } from '../store/json-columns.ts'
import type { ProjectRow } from '../store/schema.ts'
import { lockStarts } from '../store/start-lock.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { formatScopes, type Scopes } from './scopes.ts'
import { createSecret, hashSecret } from './secrets.ts'
import { readWidgetSettings, withChosen } from './widget-settings.ts'

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

/** Finds the default project, or makes it, and writes down what the options say of it. */
export async function openProject(tx: Tx, random: FillRandom, chosen: Chosen): Promise<Project> {
  await lockStarts(tx)
  const row = (await lockRow(tx, DEFAULT_PROJECT_ID)) ?? (await createProject(tx, random))
  const settings = withChosen(row.settings, chosen.settings ?? {})
  const widget_token = chosen.widgetToken ?? row.widget_token
  if (settings === row.settings && widget_token === row.widget_token) return toProject(row)
  await tx.db
    .updateTable('projects')
    .set({ widget_token, settings })
    .where('id', '=', row.id)
    .execute()
  return toProject({ ...row, settings, widget_token })
}

/** The project that a page names by its public token; null when there is none. */
export async function findProjectByToken(tx: ReadTx, token: string): Promise<Project | null> {
  const row = await tx.db
    .selectFrom('projects')
    .selectAll()
    .where('widget_token', '=', token)
    .executeTakeFirst()
  return row === undefined ? null : toProject(row)
}

/** The project under that id; null when there is none. */
export async function findProject(tx: ReadTx, id: number): Promise<Project | null> {
  const row = await findRow(tx, id)
  return row === undefined ? null : toProject(row)
}

/** Whether a project's visitors are listened to. What makes no sense counts as not set.  [SV24] */
export function isChatOn({ settings }: Pick<ProjectRow, 'settings'>): boolean {
  return readObject(settings).enabled !== false
}

/** The same of the project under that id. */
export async function isChatOnIn(tx: ReadTx, id: number): Promise<boolean> {
  const row = await tx.db
    .selectFrom('projects')
    .select('settings')
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined && isChatOn(row)
}

/** What a key is to be; without a word it may do everything in the default project, for ever. */
export interface WantedKey {
  readonly project?: number
  readonly name?: string
  readonly scopes?: Scopes
  readonly agent?: number
  /** The agent with whom it goes, though it does not act in their name. */
  readonly madeBy?: number
  readonly expiresAt?: number
}

/** Makes a key and stores its hash. @returns the key, which is never seen again */
export async function createApiKey(
  tx: Tx,
  random: FillRandom,
  wanted: WantedKey = {},
): Promise<string> {
  const key = createSecret('plk', random)
  await tx.db
    .insertInto('api_keys')
    .values({
      hash: hashSecret(key),
      project_id: wanted.project ?? DEFAULT_PROJECT_ID,
      name: wanted.name ?? null,
      scopes: formatScopes(wanted.scopes ?? '*'),
      agent_id: wanted.agent ?? null,
      made_by: wanted.madeBy ?? null,
      expires_at: wanted.expiresAt ?? null,
      revoked_at: null,
      created_at: tx.now,
    })
    .execute()
  return key
}

/** Whether any key was ever made. */
export async function hasApiKey(tx: Tx): Promise<boolean> {
  const row = await tx.db.selectFrom('api_keys').select('hash').limit(1).executeTakeFirst()
  return row !== undefined
}

/** Of several that start at once, each adds its own to what the others have written. */
async function lockRow(tx: Tx, id: number): Promise<ProjectRow | undefined> {
  return await tx.db
    .selectFrom('projects')
    .selectAll()
    .where('id', '=', id)
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
}

async function findRow(tx: ReadTx, id: number): Promise<ProjectRow | undefined> {
  return await tx.db.selectFrom('projects').selectAll().where('id', '=', id).executeTakeFirst()
}

function toProject(row: ProjectRow): Project {
  const { id, name, widget_token: widgetToken } = row
  return { id, name, widgetToken, settings: readWidgetSettings(row) }
}

async function createProject(tx: Tx, random: FillRandom): Promise<ProjectRow> {
  const row = newProject(tx, random, { id: DEFAULT_PROJECT_ID, name: 'default' })
  await tx.db.insertInto('projects').values(row).execute()
  return row
}

/** Adds a project beside those there are; `name` is also what its visitors read. */
export async function addProject(tx: Tx, random: FillRandom, name: string): Promise<Project> {
  for (;;) {
    const { last } = await tx.db
      .selectFrom('projects')
      .select((eb) => eb.fn.max('id').as('last'))
      .executeTakeFirstOrThrow()
    const row = newProject(tx, random, { id: Number(last ?? 0) + 1, name })
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto('projects')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst()
    // Somebody else has taken the number: the next one, then.
    if (numInsertedOrUpdatedRows === 1n) return toProject(row)
  }
}

function newProject(
  tx: Tx,
  random: FillRandom,
  { id, name }: Pick<ProjectRow, 'id' | 'name'>,
): ProjectRow {
  return {
    id,
    name,
    widget_token: createSecret('plw', random),
    settings: JSON.stringify({ ...DEFAULT_SETTINGS, ...(id !== DEFAULT_PROJECT_ID && { name }) }),
    conversations_settings: '{}',
    next_ticket_number: 1,
    created_at: tx.now,
  }
}
