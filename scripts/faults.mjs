import { parseArgs } from 'node:util'
import { faultParts } from './faults/parts.mjs'
import { prepareWorkspace } from './setup/workspace.mjs'
import { sum } from './test/tally.mjs'

/**
 * `npm run faults -- [part …] [--runs N] [--seed S]`: the long runs against faults, all parts if none
 * is named. The seed is printed; the same one gives the same plan.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, seed: { type: 'string' } },
})
const names = positionals.length > 0 ? positionals : Object.keys(faultParts)
const unknown = names.find((name) => !(name in faultParts))
const numbers = [values.runs, values.seed].filter((value) => value !== undefined)
if (unknown !== undefined || !numbers.every((value) => /^[1-9]\d*$/.test(value))) {
  console.error(
    `npm run faults -- [part \u2026] [--runs N] [--seed S]; there is ${Object.keys(faultParts).join(', ')}.`,
  )
  process.exit(2)
}

await prepareWorkspace()
const seed = values.seed ?? String(1 + Math.floor(Math.random() * 1_000_000))
const tallies = []
for (const name of names) {
  const part = faultParts[name]
  const runs = values.runs ?? String(part.runs)
  console.log(`\n== ${name}: ${runs} runs, seed ${seed}`)
  tallies.push(await part.run({ FAULT_RUNS: runs, FAULT_SEED: seed }))
}
const total = sum(tallies)
console.log(`\n${total.passed} passed, ${total.failures.length} failed (seed ${seed})`)
process.exitCode = total.failures.length === 0 ? 0 : 1
