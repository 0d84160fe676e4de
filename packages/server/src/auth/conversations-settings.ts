/** The settings that the server alone knows of a project: read, and changed in part. */
import {
  type ConversationsSettings,
  conversationsSettingsSchema,
  DEFAULT_CONVERSATIONS_SETTINGS,
  parse,
} from '@porchlight/protocol'
import type { ProjectRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'

/** What is stored, over the defaults. Settings that this version does not understand count as unset. */
export function readConversationsSettings(
  row: Pick<ProjectRow, 'conversations_settings'>,
): ConversationsSettings {
  const stored: unknown = JSON.parse(row.conversations_settings)
  const parsed = parse(conversationsSettingsSchema, stored)
  return { ...DEFAULT_CONVERSATIONS_SETTINGS, ...(parsed.ok && parsed.value) }
}

/** The settings of one project; null when there is none. */
export async function findConversationsSettings(
  tx: ReadTx,
  project: number,
): Promise<ConversationsSettings | null> {
  const row = await tx.db
    .selectFrom('projects')
    .select('conversations_settings')
    .where('id', '=', project)
    .executeTakeFirst()
  return row === undefined ? null : readConversationsSettings(row)
}

/** Changes what is named. @returns the settings from now on; null when there is no such project */
export async function changeConversationsSettings(
  tx: Tx,
  project: number,
  change: Partial<ConversationsSettings>,
): Promise<ConversationsSettings | null> {
  const row = await tx.db
    .selectFrom('projects')
    .select('conversations_settings')
    .where('id', '=', project)
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  if (row === undefined) return null
  const stored = JSON.stringify({ ...JSON.parse(row.conversations_settings), ...change })
  await tx.db
    .updateTable('projects')
    .set({ conversations_settings: stored })
    .where('id', '=', project)
    .execute()
  return readConversationsSettings({ conversations_settings: stored })
}
