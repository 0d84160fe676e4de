import { percentile, round } from '../percentiles.mjs'
import { startPorchlight, WIDGET_TOKEN } from '../server/processes.mjs'
import { contenders, nobody } from './contenders.mjs'
import { startSite } from './site.mjs'
import { rest, use } from './visit.mjs'

/** What a chat costs the page it stands on, beside the npm builds of others on the same page. */

const VISITS = 5

/**
 * Medians of visits that take turns, with a processor four times slower.
 *
 * @param {import('playwright-core').Browser} browser
 * @returns {Promise<{ title: string, rows: import('../report.mjs').Row[] }>}
 */
export async function compareVisits(browser) {
  const dist = new URL('../../../packages/widget/dist', import.meta.url).pathname
  const porchlight = await startPorchlight({}, ['--widget', dist])
  // Or the stock widget would have nothing to show.
  await porchlight.run(['settings', 'widget_enabled=true', 'widget_domains=["localhost"]'])
  const site = await startSite({ origin: porchlight.origin, token: WIDGET_TOKEN })
  try {
    const visits = new Map([nobody, ...contenders].map((contender) => [contender, []]))
    for (let turn = 0; turn < VISITS; turn++) {
      for (const [contender, measured] of visits) {
        const address = site.addressOf(contender)
        const cost = await rest(browser, address)
        measured.push({ ...cost, ...(await use(browser, address, contender)) })
      }
    }
    const bare = medians(visits.get(nobody))
    const rows = contenders.map((each) => toRow(each, medians(visits.get(each)), bare))
    addRatio(rows)
    return { title: `A chat on a page, processor / 4, medians of ${VISITS}`, rows }
  } finally {
    site.close()
    await porchlight.stop()
  }
}

function medians(measured) {
  const names = Object.keys(measured[0])
  return Object.fromEntries(
    names.map((name) => [
      name,
      percentile(
        measured.map((each) => each[name]),
        0.5,
      ),
    ]),
  )
}

/** What is its own: the page alone is subtracted. */
function toRow({ name }, measured, bare) {
  const megabytes = (bytes) => round(bytes / 1_000_000)
  return {
    name,
    requests: measured.requests,
    kB: round(measured.bytes / 1_000, 1),
    script_ms: round(measured.script_ms - bare.script_ms, 0),
    blocking_ms: round(Math.max(0, measured.blocking_ms - bare.blocking_ms), 0),
    longest_task_ms: round(measured.longest_ms, 0),
    visible_ms: round(measured.visible_ms, 0),
    shift: round(measured.shift, 3),
    heap_MB: megabytes(measured.heap - bare.heap),
    open_ms: Number.isNaN(measured.open_ms) ? '' : round(measured.open_ms, 0),
    open_kB: round(measured.open_bytes / 1_000, 1),
    open_heap_MB: megabytes(measured.open_heap - bare.heap),
  }
}

/** The one that was fastest of the others when this was first measured. */
function addRatio(rows) {
  const fastest = rows.find(({ name }) => name === 'deep-chat')
  if (fastest === undefined) return
  for (const row of rows) row['script / deep-chat'] = round(row.script_ms / fastest.script_ms)
}
