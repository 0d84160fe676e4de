import { chromium } from 'playwright-core'
import { printTable, writeJson } from '../report.mjs'
import { killAll } from '../server/processes.mjs'
import { compareScrolls } from './scroll.mjs'
import { compareTalks } from './talk.mjs'
import { compareVisits } from './visits.mjs'

/**
 * `npm run bench -- widget [visits | talk | scroll …]`: prints a table for each part, and writes the
 * same to test-results/bench-widget.json.
 *
 * `visits`: what a chat costs the page. `talk`: how soon it answers hands while an answer streams.
 * `scroll`: whether a long conversation scrolls without a long frame.
 */

const parts = { visits: compareVisits, talk: compareTalks, scroll: compareScrolls }

const wanted = process.argv.slice(2)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: (process.env.CHROMIUM_FLAGS ?? '').split(' ').filter((flag) => flag !== ''),
})
try {
  const results = {}
  for (const [name, compare] of Object.entries(parts)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const { title, rows, notes = [] } = await compare(browser)
    results[name] = rows
    printTable(title, rows)
    for (const note of notes) console.log(note)
  }
  const file = new URL('../../../test-results/bench-widget.json', import.meta.url).pathname
  writeJson(file, { node: process.version, chromium: browser.version(), ...results })
  console.log(`\n${file}`)
} finally {
  await browser.close()
  killAll()
}
