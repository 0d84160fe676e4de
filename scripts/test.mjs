import { prepareWorkspace } from './setup/workspace.mjs'
import { testSteps } from './test/steps.mjs'
import { clean, sum } from './test/tally.mjs'

/**
 * `npm test`: sets up all it needs, runs every step, and ends with `N passed, N failed`.
 *
 * One step alone: `npm run check`, `npm run unit`, `npm run e2e`. What follows `--` goes to vitest,
 * as in `npm run unit -- packages/sync` or `npm run e2e -- -t "offline"`.
 *
 * A failed step does not hide the later ones, except that nothing is measured or driven that was
 * not built. What has failed is told once more at the end, where a log is read first.
 */

const stepsByCommand = {
  all: ['check', 'unit', 'store', 'postgres', 'build', 'size', 'e2e'],
  check: ['check'],
  unit: ['unit', 'store'],
  postgres: ['postgres'],
  e2e: ['build', 'e2e'],
}
/** As much as tells what was expected and where; the whole of it stands further up. */
const LINES_OF_A_FAILURE = 20

const needsBuild = new Set(['size', 'e2e'])

const [command = 'all', ...filters] = process.argv.slice(2)
const steps = stepsByCommand[command]
if (steps === undefined) {
  console.error(
    `There is no step "${command}"; there are ${Object.keys(stepsByCommand).join(', ')}.`,
  )
  process.exit(2)
}

await prepareWorkspace()
const results = []
let isBuilt = true

for (const name of steps) {
  if (needsBuild.has(name) && !isBuilt) {
    results.push({ name, outcome: 'not run: the build failed', tallied: clean, seconds: 0 })
    continue
  }
  console.log(`\n== ${name}`)
  const startedAt = performance.now()
  const tallied = await testSteps[name](filters)
  const seconds = (performance.now() - startedAt) / 1_000
  const outcome = tallied.failures.length === 0 ? 'ok' : 'FAILED'
  console.log(`== ${name}: ${outcome}, ${seconds.toFixed(1)} s`)
  results.push({ name, outcome, tallied, seconds })
  if (name === 'build') isBuilt = tallied.failures.length === 0
}

const total = sum(results.map(({ tallied }) => tallied))
for (const { name, tallied } of results) {
  for (const failure of tallied.failures) {
    console.log(`\nFAILED in ${name}: ${failure.split('\n', LINES_OF_A_FAILURE).join('\n    ')}`)
  }
}
console.log('')
for (const { name, outcome, seconds } of results) {
  console.log(`${name.padEnd(8)}${`${seconds.toFixed(1)} s`.padStart(9)}   ${outcome}`)
}
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
console.log(`\n${total.passed} passed, ${total.failures.length} failed${skipped}`)
process.exitCode = total.failures.length === 0 ? 0 : 1
