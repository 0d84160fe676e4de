/** The settings of our own widget, which pages may know: read, and changed in part. */
import { parse, type WidgetSettings, widgetSettingsSchema } from '@porchlight/protocol'
import { DEFAULT_SETTINGS } from '../server-options.ts'
import { readObject } from '../store/json-columns.ts'
import type { ProjectRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'

/** Changes what is named of one project; nothing when there is no such project. */
export async function changeWidgetSettings(
  tx: Tx,
  project: number,
  change: Partial<WidgetSettings>,
): Promise<void> {
  const row = await tx.db
    .selectFrom('projects')
    .select('settings')
    .where('id', '=', project)
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  if (row === undefined) return
  const settings = withChosen(row.settings, change)
  await tx.db.updateTable('projects').set({ settings }).where('id', '=', project).execute()
}

/**
 * What is stored, with what was chosen. A newer version may have stored what this one does not know:
 * that stays as it is, and so does the text when nothing differs.
 */
export function withChosen(text: string, chosen: Partial<WidgetSettings>): string {
  const stored = readObject(text)
  const changed = Object.entries(chosen).filter(
    ([name, value]) =>
      value !== undefined && JSON.stringify(stored[name]) !== JSON.stringify(value),
  )
  return changed.length === 0 ? text : JSON.stringify({ ...stored, ...Object.fromEntries(changed) })
}

/** Settings of an older version may lack what was added since. */
export function readWidgetSettings({ settings }: Pick<ProjectRow, 'settings'>): WidgetSettings {
  const stored = readObject(settings)
  const parsed = parse(widgetSettingsSchema, { ...DEFAULT_SETTINGS, ...stored })
  return parsed.ok ? parsed.value : keepValid(stored)
}

/** One value that makes no sense is as good as none; the others count. */
function keepValid(stored: Readonly<Record<string, unknown>>): WidgetSettings {
  const valid = Object.entries(stored).filter(
    ([name, value]) => parse(widgetSettingsSchema, { ...DEFAULT_SETTINGS, [name]: value }).ok,
  )
  const parsed = parse(widgetSettingsSchema, { ...DEFAULT_SETTINGS, ...Object.fromEntries(valid) })
  return parsed.ok ? parsed.value : DEFAULT_SETTINGS
}
