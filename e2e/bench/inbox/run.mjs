import { chromium } from 'playwright-core'
import { printTable, writeJson } from '../report.mjs'
import { killAll } from '../server/processes.mjs'
import { openFullInbox } from './full-inbox.mjs'
import { compareScrolls } from './scroll.mjs'
import { measureBurst, measureOpening, measureSteps } from './work.mjs'

/**
 * `npm run bench -- inbox [scroll | open | steps | burst …]`: prints a table for each part, and writes the
 * same to test-results/bench-inbox.json. An inbox of 10,000 tickets, on a real server.
 *
 * `scroll`: all of them scrolled from top to bottom and back, beside pages that have as many plain rows.
 * `open`: from the click on a ticket until its messages are painted. `steps`: `j` and `k`, each until its
 * paint. `burst`: 100 tickets change while they are scrolled.
 */

const SLOWDOWNS = [1, 4]
const parts = {
  scroll: compareScrolls,
  open: measureOpening,
  steps: measureSteps,
  burst: measureBurst,
}

const wanted = process.argv.slice(2)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: (process.env.CHROMIUM_FLAGS ?? '').split(' ').filter((flag) => flag !== ''),
})
try {
  const inbox = await openFullInbox(browser)
  const results = {}
  for (const [name, measure] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const { title, rows } = await measure(inbox, SLOWDOWNS)
    results[name] = rows
    printTable(title, rows)
  }
  await inbox.close()
  const file = new URL('../../../test-results/bench-inbox.json', import.meta.url).pathname
  writeJson(file, { node: process.version, chromium: browser.version(), ...results })
  console.log(`\n${file}`)
} finally {
  await browser.close()
  killAll()
}
