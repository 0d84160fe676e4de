import { parseArgs } from 'node:util'
import { printTable, writeJson } from '../report.mjs'
import { startBenchServer } from './bench-server.mjs'
import { measureFaults } from './faults.mjs'
import { measureSpeed } from './speed.mjs'

/**
 * `npm run bench -- outbox [part …]`: the built core beside raw IndexedDB and the libraries that do
 * such work, in one run, in one browser with a profile on the disk. Prints tables with the ratios
 * within the run, and writes the same to test-results/. The parts are `speed`, which is
 * the default, and `faults`. A quick look at less of the speed:
 * `-- outbox --measure enqueue,replay --who raw,porchlight`.
 */

const PARTS = { speed: measureSpeed, faults: measureFaults }

const { positionals: wanted, values: selection } = parseArgs({
  allowPositionals: true,
  options: { measure: { type: 'string' }, who: { type: 'string' } },
})
// The faults take minutes, and say the same each time.
if (wanted.length === 0) wanted.push('speed')
const server = await startBenchServer()
const results = {}
try {
  for (const [name, measure] of Object.entries(PARTS)) {
    if (!wanted.includes(name)) continue
    for (const { id, title, rows } of await measure(server, selection)) {
      results[id] = rows
      printTable(title, rows)
    }
  }
} finally {
  await server.close()
}
const name = `bench-outbox-${wanted.join('-')}.json`
const file = new URL(`../../../test-results/${name}`, import.meta.url).pathname
writeJson(file, { node: process.version, ...results })
console.log(`\n${file}`)
