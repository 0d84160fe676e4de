import { describe, expect, it } from 'vitest'
import { createOurServer } from './testing/simulation/our-server.ts'
import { createPlainServer } from './testing/simulation/plain-server.ts'
import { runSimulation, type SimulatedRun } from './testing/simulation/run-simulation.ts'
import { createStockServer } from './testing/simulation/stock-server.ts'

const RUNS = Number(process.env.FAULT_RUNS ?? 300)
const SEED = Number(process.env.FAULT_SEED ?? 1)

/** A run takes some 40 ms; much longer on a machine that is busy. */
const LIMIT_MS = 60_000 + RUNS * 1_000

/** The whole run, for who looks for the cause: `npm run faults -- simulation --runs 1 --seed S`. */
function tell({ seed, log, history, violations }: SimulatedRun): string {
  const broken = violations.map(({ invariant, what }) => `  ${invariant} ${what}`)
  const whole = [...log, ...history.map((record) => JSON.stringify(record))]
  return [`seed ${seed}:`, ...broken, ...(RUNS === 1 ? whole : [])].join('\n')
}

const SERVERS = [
  ['our server', createOurServer],
  ['the published API alone', createPlainServer],
  ['the public widget API of PostHog', createStockServer],
] as const

describe('simulation of browser, network and server', () => {
  it.each(SERVERS)('is told again by its seed, byte for byte, with %s', async (_name, server) => {
    for (const seed of [7, 29, 86]) {
      const once = await runSimulation(seed, server)
      const again = await runSimulation(seed, server)
      expect(JSON.stringify(again)).toBe(JSON.stringify(once))
      expect(once.log.length).toBeGreaterThan(50)
    }
  })

  it.each(SERVERS)(
    '[OB1] [OB2] [OB6] [OB17] [TB1] [TB3] [PP3] keeps every invariant in every run with %s',
    async (name, createServer) => {
      const broken: string[] = []
      let steps = 0
      let messages = 0
      for (let seed = SEED; seed < SEED + RUNS; seed++) {
        const run = await runSimulation(seed, createServer)
        steps += run.log.length
        messages += run.history.filter(({ kind }) => kind === 'sendStored').length
        if (run.violations.length > 0) broken.push(tell(run))
      }
      process.stdout.write(
        `${name}: ${RUNS} runs from seed ${SEED}, ${steps} steps, ${messages} messages, ${broken.length} broken\n`,
      )
      expect(broken.slice(0, 10)).toEqual([])
    },
    LIMIT_MS,
  )
})
