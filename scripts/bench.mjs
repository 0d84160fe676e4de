import { buildOrGiveUp } from './build/build-stale.mjs'
import { benchSteps, inboxBenchSteps, productSteps, widgetBenchSteps } from './build/steps.mjs'
import { chromiumFlags, provideChromium } from './setup/chromium.mjs'
import { startPostgres } from './setup/postgres.mjs'
import { runCommand } from './setup/run-command.mjs'
import { prepareWorkspace } from './setup/workspace.mjs'

/**
 * `npm run bench -- <suite> [part …]`: measures built files, as they are shipped. The suites are
 * the folders of e2e/bench.
 */

/** What each suite needs: what is built for it, and what runs beside it. */
const steps = {
  server: productSteps,
  assistant: productSteps,
  outbox: benchSteps,
  widget: widgetBenchSteps,
  inbox: inboxBenchSteps,
}

const suites = {
  // What is measured is durable, so the cluster must be too.
  server: (run) => withPostgres({ isDurable: true }, run),
  assistant: (run) => withPostgres({}, run),
  outbox: async (run) => run(await chromiumSettings()),
  widget: async (run) => run(await chromiumSettings()),
  inbox: async (run) => run(await chromiumSettings()),
}

async function withPostgres(options, run) {
  const cluster = await startPostgres(options)
  if (cluster === undefined) {
    console.error('There is no PostgreSQL 15 or newer here, and none can be installed.')
    return 1
  }
  try {
    return await run({ POSTGRES_URL: cluster.url })
  } finally {
    cluster.stop()
  }
}

async function chromiumSettings() {
  return { CHROMIUM_PATH: await provideChromium(), CHROMIUM_FLAGS: chromiumFlags().join(' ') }
}

const [suite = '', ...parts] = process.argv.slice(2)
if (!Object.hasOwn(suites, suite)) {
  console.error(`npm run bench -- <suite>; there is ${Object.keys(suites).join(', ')}.`)
  process.exit(2)
}
await prepareWorkspace()
await buildOrGiveUp({ steps: steps[suite] })
process.exitCode = await suites[suite]((env) =>
  runCommand(process.execPath, [`e2e/bench/${suite}/run.mjs`, ...parts], { env }),
)
