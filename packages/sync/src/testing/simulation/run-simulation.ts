/** One sampled run: everything that happens in it follows from its seed. */
import { createSeededRandom, type SeededRandom } from '@porchlight/testkit'
import { checkHistory, type History, type Violation } from '@porchlight/testkit/history'
import { doSomething } from './program.ts'
import { comeToRest } from './rest.ts'
import type { Step } from './scheduler.ts'
import type { CreateServerSide } from './server-side.ts'
import { createWorld } from './world.ts'

export interface SimulatedRun {
  readonly seed: number
  readonly history: History
  /** Every choice, in order: what happened, and how. */
  readonly log: readonly string[]
  readonly violations: readonly Violation[]
}

/** How often a step does not go as it should: one in so many. */
const FAULT_ODDS = [6, 12, 40, 1_000_000] as const

/** Runs the world of a seed to its end. */
export async function runSimulation(
  seed: number,
  createServer: CreateServerSide,
): Promise<SimulatedRun> {
  const random = createSeededRandom(seed)
  const world = createWorld(seed * 1_000, createServer)
  const log: string[] = []
  const odds = FAULT_ODDS[random.below(FAULT_ODDS.length)] ?? 12
  const commands = 5 + random.below(30)
  world.open()
  for (let done = 0; done < commands; ) {
    await world.scheduler.quiet()
    const steps = world.scheduler.possible()
    const dice = random.below(100)
    if (dice < 12 || (steps.length === 0 && dice < 50)) {
      done++
      log.push(doSomething(world, random))
    } else if (steps.length === 0 || dice > 96) {
      if (world.clock.next()) log.push(`${world.clock.elapsed()} ms`)
    } else log.push(takeOne(steps, { random, odds }))
  }
  log.push('all faults end')
  await comeToRest(world, log)
  return { seed, log, history: world.history, violations: checkHistory(world.history) }
}

function takeOne(
  steps: readonly Step[],
  { random, odds }: { random: SeededRandom; odds: number },
): string {
  // Now and then something overtakes; else what was asked for first comes first.
  const place = random.below(3) === 0 ? random.below(steps.length) : 0
  const step = steps[place]
  const isFault = random.below(odds) === 0
  const way = step?.ways[isFault ? random.below(step.ways.length) : 0]
  if (step === undefined || way === undefined) throw new Error('there is no step to take')
  step.take(way)
  return `${step.label}: ${way}`
}
