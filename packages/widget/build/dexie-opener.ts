/**
 * Builds Dexie without what works on tables. The store takes its transactions from the connection
 * itself (`sync/store/indexed-db.ts`), so of Dexie it needs what declares, opens and upgrades. Left
 * in, the rest would be a third of all that a visitor fetches, and would open a BroadcastChannel of
 * its own on the host's page.
 */
import { type Plugin, parseAst } from 'vite'
import { changeFile, expectPart, replacePart } from './change-file.ts'

const FILE = 'dexie/dist/modern/dexie.mjs'
const ONCE = { times: 1, file: FILE }

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
  // Promises in groups.
  'if (NativePromise.allSettled)': 'if (false)',
  "if (NativePromise.any && typeof AggregateError !== 'undefined')": 'if (false)',
  'if (NativePromise.withResolvers)': 'if (false)',
  // What tells live queries of other tabs, and of other copies on the page.
  "if (typeof dispatchEvent !== 'undefined' &&": 'if (false &&',
  "if (typeof BroadcastChannel !== 'undefined') {": 'if (false) {',
  // Listeners on the page that nothing takes off again. An open connection keeps no page out of the
  // cache for going back.
  "if (typeof addEventListener !== 'undefined') {": 'if (false) {',
  // What tables ask of Safari before 11.
  "db._hasGetAll = 'getAll' in store;": '',
  "if (typeof navigator !== 'undefined' &&\n        /Safari/": 'if (false && /Safari/',
  // What an old library has put on every object is no table and no index.
  'let table;\n    for (table in oldSchema) {': 'for (const table of keys(oldSchema)) {',
  'for (table in newSchema) {': 'for (const table of keys(newSchema)) {',
  'let idxName;\n                for (idxName in oldIndexes) {':
    'for (const idxName of keys(oldIndexes)) {',
  'for (idxName in newIndexes) {': 'for (const idxName of keys(newIndexes)) {',
  // Native `await` within its zones, for which Dexie's own transactions would wait. It reads the source
  // of `then`, which a page may forbid.
  "if (('' + nativePromiseThen).indexOf('[native code]') === -1) {": 'if (false) {',
  'if (bEnteringZone\n': 'if (false && bEnteringZone\n',
  // A page's `bind` may be one that binds nothing.
  'extend: props.bind(null, Child.prototype),': 'extend: (more) => props(Child.prototype, more),',
  'handleRejection.bind(null, promise)': '(reason) => handleRejection(promise, reason)',
  'trans._reject.bind(trans)': '(reason) => trans._reject(reason)',
}

/** Beginnings of classes and functions, and what stands for their bodies. */
const BODIES: Readonly<Record<string, string>> = {
  // What is called on tables. They are still made, one for each that is declared.
  'class Table {': '{}',
  'function createDbCoreTable(tableSchema) {': '{ return { name: tableSchema.name } }',
  'function Table(name, tableSchema, trans) {':
    '{ Object.assign(this, { db, name, schema: tableSchema, _tx: trans }) }',
  // Transactions: the core's are the connection's own.
  'function enterTransactionScope(db, mode, storeNames, parentTransaction, scopeFunc) {': '{}',
  'function incrementExpectedAwaits() {': '{}',
  'function decrementExpectedAwaits() {': '{}',
  'function getObjectDiff(a, b, rv, prfx) {': '{}',
  // Live queries.
  'function liveQuery(querier) {': '{}',
  'function signalSubscribersLazily(part, optimistic = false) {': '{}',
  'function signalSubscribersNow(updatedParts, deleteAffectedCacheEntries = false) {': '{}',
  'function extendObservabilitySet(target, newSet) {': '{}',
}

/** @throws when something is not there, or there twice */
export function cutDexie(code: string): string {
  let rest = code
  for (const [line, by] of Object.entries(CHANGES)) {
    rest = replacePart(rest, line, { ...ONCE, by })
  }
  for (const [head, body] of Object.entries(BODIES)) {
    expectPart(rest, head, ONCE)
    const end = endOf(rest, rest.indexOf(head))
    const [before = '', after = ''] = [rest.slice(0, rest.indexOf(head)), rest.slice(end)]
    rest = before + head.slice(0, -1) + body + after
  }
  return rest
}

/** Where the class or function that begins at `start` ends. */
function endOf(code: string, start: number): number {
  const seen: unknown[] = [parseAst(code)]
  for (const node of seen) {
    if (typeof node !== 'object' || node === null) continue
    if ('start' in node && node.start === start && 'end' in node) return Number(node.end)
    seen.push(...Object.values(node))
  }
  throw new Error(`Dexie has changed at ${start}`)
}

export const dexieOpener: Plugin = changeFile({ file: FILE, change: cutDexie, builds: ['core'] })
