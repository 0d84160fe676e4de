/**
 * Replies that were begun, kept in this browser: a reload, a crash or a lost key takes none along. One
 * that waits to be undone is kept with the tab as well, so that no other tab sends it.
 */
import type { WireCitation } from '@porchlight/protocol'

export interface Draft {
  readonly text: string
  readonly isPrivate: boolean
  /** Of an attempt to send it, if there was one: sent again unchanged it is not posted twice. */
  readonly key: string | null
  /** What a suggestion in it was taken from. */
  readonly sources: readonly WireCitation[]
  /** It was to be sent, and nobody has heard yet that it was. */
  readonly meant: Meant | null
}

export interface Meant {
  /** When it can be undone no longer, in ms since 1970. */
  readonly until: number
  /** Of its ticket, where that was known. */
  readonly ticketNumber: number | null
}

export interface Drafts {
  read(ticketId: string): Draft | null
  /** Null for nothing to keep. */
  write(ticketId: string, draft: Draft | null): void
  /** When a reply is sent, in ms since 1970, by ticket: those that this tab holds. */
  held(): ReadonlyMap<string, number>
  hold(ticketId: string, until: number | null): void
  /** What was to be sent, by ticket, and is not held by this tab. */
  left(): ReadonlyMap<string, Meant>
  /** Calls back with the ticket when another tab has written a draft. @returns the undo */
  follow(onWritten: (ticketId: string) => void): () => void
  /** Forgets all, as on signing out. */
  clear(): void
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const DRAFT = 'porchlight.inbox.draft.'
const HELD = 'porchlight.inbox.held'

/** Where a browser tells of what other tabs have written. */
export type StorageEvents = Pick<EventTarget, 'addEventListener' | 'removeEventListener'>

/** Asked for at each use: a browser that blocks storage throws at the very mention of it. */
export function createDrafts(stores: {
  browser: () => Store
  tab: () => Store
  readonly events: StorageEvents
}): Drafts {
  function read(ticketId: string): Draft | null {
    const kept = attempt(() => JSON.parse(stores.browser().getItem(DRAFT + ticketId) ?? 'null'))
    if (typeof kept?.text !== 'string') return null
    return {
      text: kept.text,
      isPrivate: kept.isPrivate === true,
      key: typeof kept.key === 'string' ? kept.key : null,
      sources: Array.isArray(kept.sources) ? kept.sources.flatMap(readSource) : [],
      meant: readMeant(kept.meant),
    }
  }

  function names(): readonly string[] {
    const browser = stores.browser()
    const all = Array.from({ length: browser.length }, (_, n) => browser.key(n) ?? '')
    return all.filter((name) => name.startsWith(DRAFT))
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
      attempt(() => {
        if (draft === null) stores.browser().removeItem(DRAFT + ticketId)
        else stores.browser().setItem(DRAFT + ticketId, JSON.stringify(draft))
      })
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
        const name = 'key' in event && typeof event.key === 'string' ? event.key : ''
        if (name.startsWith(DRAFT)) onWritten(name.slice(DRAFT.length))
      }
      stores.events.addEventListener('storage', hear)
      return () => stores.events.removeEventListener('storage', hear)
    },
    clear() {
      attempt(() => {
        for (const name of names()) stores.browser().removeItem(name)
        stores.tab().removeItem(HELD)
      })
    },
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
