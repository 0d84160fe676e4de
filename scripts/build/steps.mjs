/**
 * What a build consists of, in order: each step with what it reads and what must be there after it.
 *
 * @typedef {object} BuildStep
 * @property {string} name in the words of the terminal, and of the step's stamp
 * @property {string} folder where the command runs
 * @property {[tool: string, ...args: string[]]} command
 * @property {string[]} inputs files and folders whose change makes the step stale
 * @property {string[]} outputs files whose absence makes the step stale
 * @property {string[]} [clears] folders emptied first, because names in them carry a hash
 */

const everywhere = ['pnpm-lock.yaml', 'tsconfig.base.json']
/** The widget's own package and those it is bundled from. */
export const inBrowsers = ['protocol', 'richtext', 'client', 'sync', 'widget'].map(
  (p) => `packages/${p}`,
)
export const onServers = ['testkit', 'server'].map((p) => `packages/${p}`)

/** @type {BuildStep} */
const packages = {
  name: 'packages',
  folder: '.',
  command: ['tsc', '-b', 'tsconfig.json'],
  inputs: [...everywhere, 'tsconfig.json', ...inBrowsers, ...onServers],
  // The widget's JavaScript is vite's; of it, tsc writes the declarations only.
  outputs: [...inBrowsers, ...onServers].map((folder) => `${folder}/dist/index.d.ts`),
}

/** @type {BuildStep} */
const widget = {
  name: 'widget',
  folder: 'packages/widget',
  command: ['vite', 'build', '--app', '--logLevel', 'warn'],
  inputs: [...everywhere, ...inBrowsers],
  outputs: ['packages/widget/dist/porchlight.js', 'packages/widget/dist/index.js'],
  clears: ['packages/widget/dist/p'],
}

/**
 * @param {string} name of the folder in apps/
 * @returns {BuildStep}
 */
function app(name) {
  return {
    name: `${name} app`,
    folder: `apps/${name}`,
    command: ['vite', 'build', '--logLevel', 'warn'],
    inputs: [...everywhere, ...inBrowsers, `apps/${name}`],
    outputs: [`apps/${name}/dist/index.html`],
  }
}

/** The core without a face, for e2e. @type {BuildStep} */
const corePage = {
  name: 'core page',
  folder: 'e2e/pages/core',
  command: ['vite', 'build', '--logLevel', 'warn'],
  inputs: [...everywhere, ...inBrowsers, 'packages/testkit', 'e2e/pages/core'],
  outputs: ['e2e/pages/core/dist/core.js'],
}

/** What replays for that page when it is closed. @type {BuildStep} */
const coreWorker = {
  ...corePage,
  name: 'core worker',
  command: ['vite', 'build', '--config', 'worker.config.ts', '--logLevel', 'warn'],
  outputs: ['e2e/pages/core/dist/worker.js'],
}

/** The core and its rivals, for the bench alone. @type {BuildStep} */
const outboxPage = {
  name: 'outbox page',
  folder: 'e2e/pages/outbox',
  command: ['vite', 'build', '--logLevel', 'warn'],
  inputs: [...everywhere, 'packages/protocol', 'packages/sync', 'e2e/pages/outbox'],
  outputs: ['e2e/pages/outbox/dist/page.js'],
}

/** The rivals of the widget, each as an app's bundler takes it. @type {BuildStep} */
const widgetRivals = {
  name: 'rivals of the widget',
  folder: 'e2e/pages/widget',
  command: ['vite', 'build', '--logLevel', 'error'],
  inputs: [...everywhere, 'e2e/pages/widget'],
  outputs: ['e2e/pages/widget/dist/posthog.js'],
}

/** What the server and the script tag consist of. @type {BuildStep[]} */
export const productSteps = [packages, widget]

/** @type {BuildStep[]} */
export const buildSteps = [...productSteps, app('demo'), app('inbox'), corePage, coreWorker]

/** What `npm run bench` needs. @type {BuildStep[]} */
export const benchSteps = [...buildSteps, outboxPage]

/** What the bench of the widget needs: that, and its rivals. @type {BuildStep[]} */
export const widgetBenchSteps = [...productSteps, widgetRivals]

/** What the bench of the inbox needs. @type {BuildStep[]} */
export const inboxBenchSteps = [packages, app('inbox')]
