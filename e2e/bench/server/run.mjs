import { printTable, writeJson } from '../report.mjs'
import { createCluster } from './cluster.mjs'
import { measureDelivery } from './delivery.mjs'
import { measureDurable } from './durable.mjs'
import { killAll } from './processes.mjs'
import { measureStreams } from './streams.mjs'
import { measureTickets } from './tickets.mjs'

/**
 * `npm run bench -- server [part …]`: what the server does, beside the least that could do it, in
 * one run on one machine. Prints tables, and writes the same to test-results/bench-server.json.
 */

const PARTS = {
  durable: ['Durable messages', measureDurable],
  delivery: ['From sending to another stream', measureDelivery],
  streams: ['Open streams', measureStreams],
  tickets: ['100 tickets of 100,000', measureTickets],
}

const wanted = process.argv.slice(2)
const cluster = await createCluster()
const results = {}
try {
  for (const [name, [title, measure]] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const rows = await measure(cluster)
    results[name] = rows
    printTable(title, rows)
  }
} finally {
  killAll()
  await cluster.stop()
}
const file = new URL('../../../test-results/bench-server.json', import.meta.url).pathname
writeJson(file, { node: process.version, ...results })
console.log(`\n${file}`)
