import { buildStale } from '../build/build-stale.mjs'
import { announce } from '../setup/announce.mjs'
import { startPostgres } from '../setup/postgres.mjs'
import { runCommand, toolPath } from '../setup/run-command.mjs'
import { inAllEngines, inChromium } from './engines.mjs'
import { runVitest } from './run-vitest.mjs'
import { clean, oneFailure, sum } from './tally.mjs'

/**
 * The steps of `npm test`. Each prints what it finds and resolves to its tally, in which a check
 * that is not a test counts when it fails, as one.
 *
 * @typedef {import('./run-vitest.mjs').Tally} Tally
 * @typedef {(filters: string[]) => Promise<Tally>} Step
 * @type {Record<string, Step>}
 */
export const testSteps = {
  async check() {
    const projects = ['tsconfig.json', 'tsconfig.tests.json', 'apps/demo', 'apps/inbox', 'e2e']
    return sum([
      await checked('Format and lint', toolPath('biome'), ['ci', ...biomeFlags, '.']),
      await checked('Types, of tests too', toolPath('tsc'), ['-b', ...projects]),
      await checked('Import layers and cycles', process.execPath, ['scripts/check-layers.mjs']),
      await checked('Rules and the tests that cite them', process.execPath, [
        'scripts/check-specs.mjs',
      ]),
      await checked('Attacks and the tests that cite them', process.execPath, [
        'scripts/check-attacks.mjs',
      ]),
      await checked('Ways from strings to markup', process.execPath, ['scripts/check-sinks.mjs']),
    ])
  },

  unit: (filters) => runVitest({ name: 'unit', projects: ['node', 'dom'], filters }),

  store: (filters) =>
    inChromium((env) => runVitest({ name: 'store', projects: ['browser'], filters, env })),

  postgres: (filters) =>
    onPostgres((env) =>
      runVitest({
        name: 'postgres',
        projects: ['node'],
        filters: filters.length > 0 ? filters : ['packages/server/src', 'packages/client/src'],
        env,
      }),
    ),

  build: async () => ((await buildStale()) === undefined ? clean : oneFailure('the build')),

  size: () => checked('Bytes', process.execPath, ['scripts/size.mjs', '--built']),

  e2e(filters) {
    const run = (database) =>
      inAllEngines((browsers) =>
        runVitest({ name: 'e2e', folder: 'e2e', filters, env: { ...browsers, ...database } }),
      )
    return onPostgres(run, () => run({}))
  },
}

const biomeFlags = ['--error-on-warnings', '--max-diagnostics=50']
// Left to itself, biome colours a log file too, letter by letter.
if (!process.stdout.isTTY) biomeFlags.push('--colors=off')

async function checked(title, command, args) {
  announce(title)
  return (await runCommand(command, args)) === 0 ? clean : oneFailure(title)
}

/**
 * Hands the address of a throw-away cluster to the tests by environment. Where there is none, one
 * loud line, and a failure where nobody would read it.
 *
 * @param {(env: Record<string, string>) => Promise<Tally>} run
 * @param {() => Promise<Tally>} [runWithout] what can be tested all the same
 */
async function onPostgres(run, runWithout = async () => clean) {
  let cluster
  try {
    cluster = await startPostgres()
    if (cluster !== undefined) return await run({ POSTGRES_URL: cluster.url })
  } catch (error) {
    console.error(error.message)
    return oneFailure(error.message)
  } finally {
    cluster?.stop()
  }
  console.error(
    '\nNOT TESTED: there is no PostgreSQL 15 or newer here, and none can be installed.\n',
  )
  return sum([await runWithout(), process.env.CI ? oneFailure('there is no PostgreSQL') : clean])
}
