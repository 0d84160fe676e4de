import { buildStale } from './build/build-stale.mjs'
import { startPostgres } from './setup/postgres.mjs'
import { runCommand } from './setup/run-command.mjs'
import { prepareWorkspace } from './setup/workspace.mjs'

/**
 * `npm run bench -- <suite> [part …]`: measures built files, as they are shipped. The suites are
 * the folders of e2e/bench.
 */

const suites = ['server']

const [suite, ...parts] = process.argv.slice(2)
if (!suites.includes(suite)) {
  console.error(`npm run bench -- <suite>; there is ${suites.join(', ')}.`)
  process.exit(2)
}
await prepareWorkspace()
await buildStale()
// What is measured is durable, so the cluster must be too.
const cluster = await startPostgres({ isDurable: true })
if (cluster === undefined) {
  console.error('There is no PostgreSQL 15 or newer here, and none can be installed.')
  process.exit(1)
}
try {
  process.exitCode = await runCommand(process.execPath, [`e2e/bench/${suite}/run.mjs`, ...parts], {
    env: { POSTGRES_URL: cluster.url },
  })
} finally {
  cluster.stop()
}
