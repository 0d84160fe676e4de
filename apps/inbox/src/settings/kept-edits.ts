/** What was changed and not saved yet, kept in this tab: a reload or a lost key takes none of it along. */
import { type ProjectSettings, parse, projectSettingsSchema } from '@porchlight/protocol'
import type { AllSettings, SettingName } from './all-settings.ts'

export interface KeptEdits {
  /** Those that fit what there is; an older page may have kept others. */
  read(saved: ProjectSettings): Partial<AllSettings>
  write(edits: Partial<AllSettings>): void
}

export const EDITS_NAME = 'porchlight.inbox.settings'

/** Asked for at each use: a browser that blocks storage throws at the very mention of it. */
export function createKeptEdits(
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): KeptEdits {
  return {
    read(saved) {
      try {
        const kept: unknown = JSON.parse(storage().getItem(EDITS_NAME) ?? '{}')
        return fitting(saved, Object.entries(Object(kept)))
      } catch {
        return {}
      }
    },
    write(edits) {
      try {
        if (Object.keys(edits).length === 0) storage().removeItem(EDITS_NAME)
        else storage().setItem(EDITS_NAME, JSON.stringify(edits))
      } catch {
        // Full or blocked: then they live as long as the page.
      }
    },
  }
}

function fitting(saved: ProjectSettings, kept: [name: string, value: unknown][]) {
  const edits: Record<string, unknown> = {}
  for (const [name, value] of kept) {
    const group = name in saved.widget ? 'widget' : 'conversations'
    if (!(name in saved[group])) continue
    const edited = { ...saved, [group]: { ...saved[group], [name]: value } }
    const parsed = parse(projectSettingsSchema, edited)
    if (parsed.ok)
      edits[name] = { ...parsed.value.widget, ...parsed.value.conversations }[name as SettingName]
  }
  return edits as Partial<AllSettings>
}
