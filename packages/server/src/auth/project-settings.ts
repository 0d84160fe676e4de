/** All settings of a project as its team sees them: one state, with a version, changed as a whole. */
import { createHash } from 'node:crypto'
import type { ProjectSettings, ProjectSettingsChange } from '@porchlight/protocol'
import { settingsChanged } from '../problem-response.ts'
import type { ProjectRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import { changeConversationsSettings, readConversationsSettings } from './conversations-settings.ts'
import { lockProject } from './lock-project.ts'
import { changeWidgetSettings, readWidgetSettings } from './widget-settings.ts'

/** The settings as they are; null when there is no such project. */
export async function findProjectSettings(
  tx: ReadTx,
  project: number,
): Promise<ProjectSettings | null> {
  const row = await tx.db
    .selectFrom('projects')
    .selectAll()
    .where('id', '=', project)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    token: row.widget_token,
    version: versionOf(row),
    widget: readWidgetSettings(row),
    conversations: readConversationsSettings(row),
  }
}

/**
 * Changes what is named.  [SV203]
 *
 * @throws Refusal 409 when the settings are not those any more that the change was made in  [SV205]
 */
export async function changeProjectSettings(
  tx: Tx,
  project: number,
  { version, widget, conversations }: ProjectSettingsChange,
): Promise<ProjectSettings | null> {
  await lockProject(tx, project)
  const before = await findProjectSettings(tx, project)
  if (version !== undefined && before?.version !== version) throw settingsChanged()
  if (widget !== undefined) await changeWidgetSettings(tx, project, widget)
  if (conversations !== undefined) await changeConversationsSettings(tx, project, conversations)
  return await findProjectSettings(tx, project)
}

/** Of what is stored, so that the command's changes count as well. */
function versionOf({ settings, conversations_settings }: ProjectRow): string {
  const stored = JSON.stringify([settings, conversations_settings])
  return createHash('sha256').update(stored).digest('base64url').slice(0, VERSION_CHARACTERS)
}

const VERSION_CHARACTERS = 16
