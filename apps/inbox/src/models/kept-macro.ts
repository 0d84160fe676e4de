/** The macro that is being written, kept in this tab: a reload or a lost key does not take it along. */
import type { Macro } from '@porchlight/protocol'

/** One that is being written. */
export interface MacroDraft {
  /** Null for a new one. */
  readonly id: string | null
  readonly name: string
  readonly text: string
  /** What it was when this began: what is as it was is not sent. Null for a new one. */
  readonly was: Pick<Macro, 'name' | 'text'> | null
}

export interface KeptMacro {
  read(): MacroDraft | null
  /** Null for nothing to keep, as on signing out. */
  write(draft: MacroDraft | null): void
}

export const MACRO_NAME = 'porchlight.inbox.macro'

/** Asked for at each use: a browser that blocks storage throws at the very mention of it. */
export function createKeptMacro(
  storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): KeptMacro {
  return {
    read() {
      try {
        return readDraft(JSON.parse(storage().getItem(MACRO_NAME) ?? 'null'))
      } catch {
        return null
      }
    },
    write(draft) {
      try {
        if (draft === null) storage().removeItem(MACRO_NAME)
        else storage().setItem(MACRO_NAME, JSON.stringify(draft))
      } catch {
        // Full or blocked: then it lives as long as the page.
      }
    },
  }
}

function readDraft(kept: unknown): MacroDraft | null {
  const texts = readTexts(kept)
  if (texts === null) return null
  const { id, was } = Object(kept)
  return { ...texts, id: typeof id === 'string' ? id : null, was: readTexts(was) }
}

function readTexts(kept: unknown): { readonly name: string; readonly text: string } | null {
  const { name, text } = Object(kept)
  return typeof name === 'string' && typeof text === 'string' ? { name, text } : null
}
