/**
 * Replies that were begun, kept in this browser: a reload, a crash or a lost key takes none along. One
 * that waits to be undone is kept with the tab as well, so that no other tab sends it.
 */

export interface Draft {
  readonly text: string
  readonly isPrivate: boolean
  /** Of an attempt to send it, if there was one: sent again unchanged it is not posted twice. */
  readonly key: string | null
}

export interface Drafts {
  read(ticketId: string): Draft | null
  /** Null for nothing to keep. */
  write(ticketId: string, draft: Draft | null): void
  /** When a reply is sent, in ms since 1970, by ticket: those that this tab holds. */
  held(): ReadonlyMap<string, number>
  hold(ticketId: string, until: number | null): void
  /** Forgets all, as on signing out. */
  clear(): void
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const DRAFT = 'porchlight.inbox.draft.'
const HELD = 'porchlight.inbox.held'

/** Asked for at each use: a browser that blocks storage throws at the very mention of it. */
export function createDrafts(stores: { browser: () => Store; tab: () => Store }): Drafts {
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
    read(ticketId) {
      const kept = attempt(() => JSON.parse(stores.browser().getItem(DRAFT + ticketId) ?? 'null'))
      if (typeof kept?.text !== 'string') return null
      const key = typeof kept.key === 'string' ? kept.key : null
      return { text: kept.text, isPrivate: kept.isPrivate === true, key }
    },
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
    clear() {
      attempt(() => {
        const browser = stores.browser()
        const names = Array.from({ length: browser.length }, (_, n) => browser.key(n) ?? '')
        for (const name of names) if (name.startsWith(DRAFT)) browser.removeItem(name)
        stores.tab().removeItem(HELD)
      })
    },
  }
}

/** Full, blocked, or broken: then a text lives as long as the page, as it would without all this. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}
