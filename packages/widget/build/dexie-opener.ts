/**
 * Builds Dexie without what works on tables. The store takes its transactions from the connection
 * itself (`sync/store/indexed-db.ts`), so of Dexie it needs what declares, opens and upgrades. Left
 * in, the rest would be a third of all that a visitor fetches, and would open a BroadcastChannel of
 * its own on the host's page.
 */
import type { Plugin } from 'vite'

/** Lines of Dexie 4.4.7, and what stands for them; a version without them stops the build. */
const CHANGES: Readonly<Record<string, string>> = {
  // Middleware of tables.
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

export const dexieOpener: Plugin = {
  name: 'porchlight:dexie-opener',
  transform: {
    filter: { id: /dexie\/dist\/modern\/dexie\.mjs$/ },
    handler(code) {
      let rest = code
      for (const [line, replacement] of Object.entries(CHANGES)) {
        if (rest.split(line).length !== 2) this.error(`Dexie has changed: ${line}`)
        rest = rest.replace(line, replacement)
      }
      return { code: rest, map: null }
    },
  },
}
