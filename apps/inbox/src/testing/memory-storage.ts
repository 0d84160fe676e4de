/** What a browser keeps, without a browser. */
import { createDrafts, type Drafts } from '../models/drafts.ts'

export function createMemoryStorage(): Pick<
  Storage,
  'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'
> {
  const kept = new Map<string, string>()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => void kept.set(name, text),
    removeItem: (name) => void kept.delete(name),
    key: (n) => [...kept.keys()][n] ?? null,
    get length() {
      return kept.size
    },
  }
}

/** Drafts that are kept as long as the test. */
export function createMemoryDrafts(): Drafts {
  const browser = createMemoryStorage()
  const tab = createMemoryStorage()
  return createDrafts({ browser: () => browser, tab: () => tab, events: new EventTarget() })
}
