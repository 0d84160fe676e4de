/**
 * Builds Dexie without what works on tables. The store takes its transactions from the connection
 * itself (`sync/store/indexed-db.ts`), so of Dexie it needs what declares, opens and upgrades. Left
 * in, the rest would be a third of all that a visitor fetches, and would open a BroadcastChannel of
 * its own on the host's page.
 */
import type { Plugin } from 'vite'

/** Lines of Dexie 4.4.7, and what stands for them; a version without them stops the build. */
const CHANGES: Readonly<Record<string, string>> = {
  // Middleware of tables: none is put on the empty list.
  'this._middlewares = {};': 'this._middlewares = { dbcore: [] };',
  'this.use(cacheExistingValuesMiddleware);': '',
  'this.use(cacheMiddleware);': '',
  'this.use(observabilityMiddleware);': '',
  'this.use(virtualIndexMiddleware);': '',
  'this.use(hooksMiddleware);': '',
  // Queries.
  'this.Collection = createCollectionConstructor(this);': '',
  'this.WhereClause = createWhereClauseConstructor(this);': '',
  // What tells live queries of other tabs, and of other copies on the page.
  "if (typeof dispatchEvent !== 'undefined' &&": 'if (false &&',
  "if (typeof BroadcastChannel !== 'undefined') {": 'if (false) {',
}

/** @throws when a line is not there, or there twice */
export function cutDexie(code: string): string {
  let rest = code
  for (const [line, replacement] of Object.entries(CHANGES)) {
    if (rest.split(line).length !== 2) throw new Error(`Dexie has changed: ${line}`)
    rest = rest.replace(line, replacement)
  }
  return rest
}

export const dexieOpener: Plugin = {
  name: 'porchlight:dexie-opener',
  transform: {
    filter: { id: /dexie\/dist\/modern\/dexie\.mjs$/ },
    handler: (code) => ({ code: cutDexie(code), map: null }),
  },
}
