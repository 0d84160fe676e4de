import { percentile, round } from '../percentiles.mjs'
import { makeProfile, startBenchBrowser } from './browser.mjs'

/**
 * How fast: each measure by every contender in turn, and that several times, so that a slow moment
 * of the machine falls on all of them. A row has the middle of its rounds; its ratio is to the row
 * that the measure names.
 */

const ROUNDS = 3

const NAMES = {
  raw: 'raw IndexedDB',
  rawGroup: 'raw, group commit',
  rawGuarded: 'raw, group commit, guarded',
  rawMarked: 'raw, marked before it leaves',
  porchlight: 'porchlight',
  onDexie: "porchlight on Dexie's own transactions",
  idb: 'idb',
  dexie: 'Dexie',
  tanstack: 'TanStack offline-transactions',
  rxdb: 'RxDB (Dexie storage)',
  pouchdb: 'PouchDB (indexeddb)',
  workbox: 'workbox-background-sync',
}

/** Raw with what we owe a message, each in the measures that it says something about. */
const OWING = ['rawGuarded', 'rawMarked']
const EVERYBODY = Object.keys(NAMES).filter((who) => !OWING.includes(who))
const WITH_VIEWS = EVERYBODY.filter((who) => who !== 'workbox' && who !== 'rawGroup')
const WITH_QUERIES = WITH_VIEWS.filter((who) => who !== 'onDexie')

/** TanStack reads what waits in a time that grows with its square: so many are as far as it gets. */
const WAITING = 4_000
const TANSTACK_WAITING = 500

const MEASURES = { enqueue, burst, insertToView, lastOfMany, startUp, replay }

/**
 * @param {import('./bench-server.mjs').BenchServer} server
 * @param {{ measure?: string, who?: string }} [selection] names of measures and of contenders, with
 *   commas between them; default: all
 */
export async function measureSpeed(server, { measure, who } = {}) {
  server.begin({ keepsIds: true })
  const browser = await startBenchBrowser(server.origin, await makeProfile())
  let names = 0
  const isWanted = (name) => who === undefined || who.split(',').includes(name)
  const rounds = async (everybody, measureOne, times = ROUNDS) => {
    /** @type {Map<string, any[]>} */
    const results = new Map(everybody.filter(isWanted).map((name) => [name, []]))
    for (let round = 0; round < times; round++) {
      for (const [name, list] of results) list.push(await measureOne(name, `bench-${names++}`))
    }
    return results
  }
  try {
    const tables = []
    for (const name of measure?.split(',') ?? Object.keys(MEASURES)) {
      tables.push(await MEASURES[name](browser, rounds, { server, isWanted }))
    }
    return tables
  } finally {
    await browser.close()
  }
}

async function enqueue({ run }, rounds) {
  const work = { count: 60, warmUp: 20, restMs: 20 }
  const results = await rounds([...EVERYBODY, 'rawGuarded'], (who, name) =>
    run('enqueue', who, name, work),
  )
  const rows = rowsOf(results, (times) => ({
    p50_ms: round(percentile(times.flat(), 0.5)),
    p95_ms: round(percentile(times.flat(), 0.95)),
  }))
  const title = 'One durable message, from rest (aim: 1.6 × raw)'
  return { id: 'enqueue', title, rows: compare(rows, 'raw', 'p50_ms') }
}

async function burst({ run }, rounds) {
  // Dexie loses sight of a transaction in which native promises settle a hundred times in a row.
  const contenders = [...EVERYBODY.filter((who) => who !== 'onDexie'), 'rawGuarded']
  const results = await rounds(contenders, (who, name) => run('burst', who, name, { count: 1_000 }))
  const rows = rowsOf(results, (all) => ({
    all_durable_ms: middle(all, 'done'),
    page_held_ms: middle(all, 'issue'),
  }))
  const title = '1,000 at once (aim: 1.3 × raw group commit, the page held for 10 ms)'
  return { id: 'burst', title, rows: compare(rows, 'rawGroup', 'all_durable_ms') }
}

async function insertToView({ run }, rounds) {
  const work = { count: 60, restMs: 20 }
  const results = await rounds(WITH_VIEWS, (who, name) => run('insertToView', who, name, work))
  const rows = rowsOf(results, (times) => ({
    p50_ms: round(percentile(times.flat(), 0.5)),
    p95_ms: round(percentile(times.flat(), 0.95)),
  }))
  const title = 'From insert to a live view of 50 (aim: 3 ms)'
  return { id: 'insert_to_view', title, rows: compare(rows, 'raw', 'p50_ms') }
}

async function lastOfMany({ run }, rounds, { isWanted }) {
  for (const who of WITH_QUERIES.filter(isWanted))
    await run('fillHistory', who, `last-${who}`, { count: 10_000 })
  const results = await rounds(
    WITH_QUERIES,
    (who) => run('lastHistory', who, `last-${who}`, { count: 50 }),
    5,
  )
  const rows = rowsOf(results, (all) => ({
    open_ms: middle(all, 'open'),
    query_ms: middle(all, 'query'),
  }))
  const title = 'The last 50 of 10,000 (aim: a query of 1.5 × raw)'
  return { id: 'last_50', title, rows: compare(rows, 'raw', 'query_ms') }
}

async function startUp({ run }, rounds, { isWanted }) {
  const countOf = (who) => (who === 'tanstack' ? TANSTACK_WAITING : WAITING)
  const contenders = EVERYBODY.filter((who) => who !== 'rawGroup' && who !== 'onDexie')
  for (const who of contenders.filter(isWanted)) {
    await run('fill', who, `start-${who}`, { count: countOf(who), together: 500 })
  }
  const results = await rounds(
    contenders,
    (who) => run('startUp', who, `start-${who}`, { count: countOf(who) }),
    5,
  )
  const rows = rowsOf(results, (times, who) => ({
    waiting: countOf(who),
    ms: round(percentile(times, 0.5)),
  }))
  const title = 'From opening to the count of what waits (aim: 15 ms)'
  return { id: 'start_up', title, rows: compare(rows, 'raw', 'ms') }
}

async function replay({ run }, rounds, { server }) {
  const contenders = EVERYBODY.filter((who) => who !== 'rawGroup' && who !== 'onDexie')
  contenders.push('rawMarked')
  const results = await rounds(
    contenders,
    async (who, name) => {
      server.begin({ keepsIds: true })
      return await run('replay', who, name, { count: 1_000 })
    },
    1,
  )
  const rows = rowsOf(results, ([{ ms, bare, transactions, writing, requests }]) => ({
    ms: round(ms, 0),
    bare_http_ms: round(bare, 0),
    to_bare_http: round(ms / bare),
    transactions_each: round(transactions),
    writing_each: round(writing),
    requests_each: round(requests),
  }))
  const title =
    'Replay of 1,000 in order, beside bare requests in order (aim: 1.3 × bare, 2 transactions each)'
  return { id: 'replay', title, rows }
}

function rowsOf(results, summarise) {
  return [...results].map(([who, list]) => ({ what: NAMES[who], ...summarise(list, who) }))
}

function middle(list, key) {
  return round(
    percentile(
      list.map((entry) => entry[key]),
      0.5,
    ),
  )
}

/** Adds the ratio to one of the rows. */
function compare(rows, base, column) {
  const unit = rows.find(({ what }) => what === NAMES[base])?.[column]
  // Nothing to compare with in a look at others alone.
  if (unit === undefined) return rows
  return rows.map((row) => ({ ...row, ratio: round(row[column] / unit) }))
}
