import { buildOrGiveUp } from '../build/build-stale.mjs'
import { inChromium } from '../test/engines.mjs'
import { runVitest } from '../test/run-vitest.mjs'

/**
 * The parts of `npm run faults`. Each is a test file that reads FAULT_RUNS and FAULT_SEED, runs so
 * many times from that seed, and prints a table; in `npm test` the same file runs a few times.
 *
 * @typedef {import('../test/run-vitest.mjs').Tally} Tally
 * @typedef {object} FaultPart
 * @property {number} runs how many, when nobody says
 * @property {(env: Record<string, string>) => Promise<Tally>} run
 * @type {Record<string, FaultPart>}
 */
export const faultParts = {
  kills: {
    runs: 100,
    async run(env) {
      await buildOrGiveUp()
      return await inChromium((chromium) =>
        runVitest({
          name: 'faults-kills',
          folder: 'e2e',
          filters: ['faults/kills'],
          env: { ...chromium, ...env },
        }),
      )
    },
  },
  model: inNode('model', 'packages/sync/src/model.test.ts'),
  simulation: inNode('simulation', 'packages/sync/src/simulation.test.ts'),
}

/** A part that needs no browser. */
function inNode(name, file) {
  return {
    runs: 10_000,
    run: (env) => runVitest({ name: `faults-${name}`, projects: ['node'], filters: [file], env }),
  }
}
