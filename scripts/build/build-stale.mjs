import { existsSync, rmSync } from 'node:fs'
import { announce, giveUp } from '../setup/announce.mjs'
import { repository } from '../setup/repository.mjs'
import { runSetUp, toolPath } from '../setup/run-command.mjs'
import { clearStamp, fingerprint, isFresh, writeStamp } from '../setup/stamp.mjs'
import { buildSteps } from './steps.mjs'

/**
 * Runs the build steps whose inputs changed since they last succeeded, or whose outputs are gone.
 *
 * @param {{ force?: boolean, steps?: import('./steps.mjs').BuildStep[] }} [options] `force` runs
 *   the fresh ones too
 * @returns {Promise<string | undefined>} the name of the step that failed; later ones did not run
 */
export async function buildStale({ force = false, steps = buildSteps } = {}) {
  for (const step of steps) {
    const stamp = `build-${step.name.replace(' ', '-')}`
    const inputs = fingerprint(step.inputs)
    const isWhole = step.outputs.every((file) => existsSync(`${repository}/${file}`))
    if (!force && isWhole && isFresh(stamp, inputs)) continue

    announce(`Building the ${step.name}`)
    clearStamp(stamp)
    if ((await run(step, { isWhole })) !== 0) return step.name
    writeStamp(stamp, inputs)
  }
  return undefined
}

/** The same, for commands that are of no use without the build: a failure ends the process. */
export async function buildOrGiveUp(options) {
  const failed = await buildStale(options)
  if (failed !== undefined) giveUp(`Building the ${failed} failed; the reason is above.`)
}

function run(step, { isWhole }) {
  for (const folder of step.clears ?? []) {
    rmSync(`${repository}/${folder}`, { recursive: true, force: true })
  }
  const [tool, ...args] = step.command
  // tsc goes by its own records and would not notice that someone deleted what it wrote.
  if (tool === 'tsc' && !isWhole) args.push('--force')
  return runSetUp(toolPath(tool), args, { cwd: `${repository}/${step.folder}` })
}
