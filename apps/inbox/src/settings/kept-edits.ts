/**
 * What was changed and not saved yet, kept in this tab, for each project apart: a reload or a lost key
 * takes none of it along.
 */
import { type ProjectSettings, parse, projectSettingsSchema } from '@porchlight/protocol'
import type { AllSettings, SettingName } from './all-settings.ts'

/** Edits, and the values that they were made of: whoever finds another one there has been crossed. */
export interface Unsaved {
  readonly edits: Partial<AllSettings>
  readonly bases: Bases
}

/** Only compared, so a value that does not fit any more is as good as another one. */
export type Bases = Partial<Readonly<Record<SettingName, unknown>>>

export interface KeptEdits {
  /** Those of this project that fit what there is; an older page may have kept others. */
  read(saved: ProjectSettings): Unsaved
  write(saved: ProjectSettings, unsaved: Unsaved): void
  /** Forgets those of all projects. */
  clear(): void
}

export const EDITS_NAME = 'porchlight.inbox.settings'

/** Asked for at each use: a browser that blocks storage throws at the very mention of it. */
export function createKeptEdits(
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): KeptEdits {
  function readAll(): Record<string, unknown> {
    try {
      return Object(JSON.parse(storage().getItem(EDITS_NAME) ?? '{}'))
    } catch {
      return {}
    }
  }

  function writeAll(all: Record<string, unknown>): void {
    try {
      if (Object.keys(all).length === 0) storage().removeItem(EDITS_NAME)
      else storage().setItem(EDITS_NAME, JSON.stringify(all))
    } catch {
      // Full or blocked: then they live as long as the page.
    }
  }

  return {
    read(saved) {
      const { edits, bases } = Object(readAll()[saved.token])
      return { edits: fitting(saved, Object.entries(Object(edits))), bases: Object(bases) }
    },
    write(saved, unsaved) {
      const { [saved.token]: _, ...others } = readAll()
      const isNothing = Object.keys(unsaved.edits).length === 0
      writeAll(isNothing ? others : { ...others, [saved.token]: unsaved })
    },
    clear: () => writeAll({}),
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
