/**
 * Replies that were begun, kept in this browser: a reload, a crash or a lost key takes none along. One
 * that waits to be undone is kept with the tab as well, so that no other tab sends it.
 */
import type { WireCitation } from '@porchlight/protocol'

export interface Draft {
  readonly text: string
  readonly isPrivate: boolean
  /** From when it is to be sent: sent again unchanged, by whichever tab, it is not posted twice. */
  readonly key: string | null
  /** There was an attempt to send it. */
  readonly isTried: boolean
  /** What a suggestion in it was taken from. */
  readonly sources: readonly WireCitation[]
  /** It was to be sent, and nobody has heard yet that it was. */
  readonly meant: Meant | null
  /** What another tab had written when this one began to. */
  readonly over: string | null
}

export interface Meant {
  /** When it can be undone no longer, in ms since 1970. */
  readonly until: number
  /** Of its ticket, where that was known. */
  readonly ticketNumber: number | null
}

export interface DraftChange {
  /** Null for none, and for one that was forgotten, as on signing out. */
  readonly was: Draft | null
  readonly now: Draft | null
}

export interface Drafts {
  read(ticketId: string): Draft | null
  /** Null for nothing to keep. What there is no room for is not kept, nor is anything that it stands for. */
  write(ticketId: string, draft: Draft | null): void
  /** When a reply is sent, in ms since 1970, by ticket: those that this tab holds. */
  held(): ReadonlyMap<string, number>
  hold(ticketId: string, until: number | null): void
  /** What was to be sent, by ticket, and is not held by this tab. */
  left(): ReadonlyMap<string, Meant>
  /** Calls back for each time that another tab has written a draft, in order. @returns the undo */
  follow(onWritten: (ticketId: string, change: DraftChange) => void): () => void
  /** Forgets all, as on signing out. */
  clear(): void
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const DRAFT = 'porchlight.inbox.draft.'
const HELD = 'porchlight.inbox.held'
/** Stands for a draft before it goes without being sent or emptied: so other tabs can tell the two apart. */
const FORGOTTEN = 'forgotten'

/** Where a browser tells of what other tabs have written. */
export type StorageEvents = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>

/** Asked for at each use: a browser that blocks storage throws at the very mention of it. */
export function createDrafts(stores: {
  browser: () => Store
  tab: () => Store
  readonly events: StorageEvents
}): Drafts {
  function read(ticketId: string): Draft | null {
    return parseDraft(attempt(() => stores.browser().getItem(DRAFT + ticketId)))
  }

  function names(): readonly string[] {
    const browser = stores.browser()
    const all = Array.from({ length: browser.length }, (_, n) => browser.key(n) ?? '')
    return all.filter((name) => name.startsWith(DRAFT))
  }

  function forget(name: string): void {
    // Tabs that have no room for their texts would tell each other of it without end.
    if (stores.browser().getItem(name) === null) return
    attempt(() => stores.browser().setItem(name, FORGOTTEN))
    stores.browser().removeItem(name)
  }

  function held(): ReadonlyMap<string, number> {
    const kept = attempt(() => JSON.parse(stores.tab().getItem(HELD) ?? '{}')) ?? {}
    return new Map(
      Object.entries(kept).flatMap(([id, until]) =>
        typeof until === 'number' ? [[id, until]] : [],
      ),
    )
  }

  function writeHeld(all: ReadonlyMap<string, number>): void {
    attempt(() => stores.tab().setItem(HELD, JSON.stringify(Object.fromEntries(all))))
  }

  return {
    read,
    write(ticketId, draft) {
      const name = DRAFT + ticketId
      if (draft === null) return void attempt(() => stores.browser().removeItem(name))
      const isKept = attempt(() => {
        stores.browser().setItem(name, JSON.stringify(draft))
        return true
      })
      // An older text must not pass for what another tab has written since.
      if (!isKept) attempt(() => forget(name))
    },
    held,
    hold(ticketId, until) {
      const all = new Map(held())
      if (until === null) all.delete(ticketId)
      else all.set(ticketId, until)
      writeHeld(all)
    },
    left() {
      const mine = held()
      const ids = (attempt(names) ?? []).map((name) => name.slice(DRAFT.length))
      return new Map(
        ids.flatMap((id): [string, Meant][] => {
          const meant = mine.has(id) ? null : (read(id)?.meant ?? null)
          return meant === null ? [] : [[id, meant]]
        }),
      )
    },
    follow(onWritten) {
      const hear = (event: Event): void => {
        const { key, oldValue, newValue } = event as Partial<StorageEvent>
        if (!key?.startsWith(DRAFT) || newValue === FORGOTTEN) return
        onWritten(key.slice(DRAFT.length), { was: parseDraft(oldValue), now: parseDraft(newValue) })
      }
      stores.events.addEventListener('storage', hear)
      return () => stores.events.removeEventListener('storage', hear)
    },
    clear() {
      attempt(() => {
        for (const name of names()) forget(name)
        stores.tab().removeItem(HELD)
      })
    },
  }
}

function parseDraft(text: string | null | undefined): Draft | null {
  const kept = attempt(() => JSON.parse(text ?? 'null'))
  if (typeof kept?.text !== 'string') return null
  const key = typeof kept.key === 'string' ? kept.key : null
  return {
    text: kept.text,
    isPrivate: kept.isPrivate === true,
    key,
    // Older versions made the key when they tried.
    isTried: typeof kept.isTried === 'boolean' ? kept.isTried : key !== null,
    sources: Array.isArray(kept.sources) ? kept.sources.flatMap(readSource) : [],
    meant: readMeant(kept.meant),
    over: typeof kept.over === 'string' ? kept.over : null,
  }
}

function readSource(kept: unknown): WireCitation[] {
  if (typeof kept !== 'object' || kept === null) return []
  const { title, url } = kept as Readonly<Record<string, unknown>>
  if (typeof title !== 'string') return []
  return [{ title, url: typeof url === 'string' ? url : null }]
}

function readMeant(kept: unknown): Meant | null {
  if (typeof kept !== 'object' || kept === null) return null
  const { until, ticketNumber } = kept as Readonly<Record<string, unknown>>
  if (typeof until !== 'number') return null
  return { until, ticketNumber: typeof ticketNumber === 'number' ? ticketNumber : null }
}

/** Full, blocked, or broken: then a text lives as long as the page, as it would without all this. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
