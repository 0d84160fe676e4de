/**
 * A simulated world for one fault: everything goes as it should until a step that the test names,
 * and that one goes as the test says.
 */
import { checkHistory } from '@porchlight/testkit/history'
import { createOurServer } from './our-server.ts'
import { comeToRest } from './rest.ts'
import type { Step } from './scheduler.ts'
import type { CreateServerSide } from './server-side.ts'
import { type Core, createWorld, type World } from './world.ts'

export interface Scenario {
  readonly world: World
  /** Lets everything happen that waits for no timer. */
  run(): Promise<void>
  /**
   * Lets everything happen up to a step whose label ends so, timers too if need be. The step is not
   * taken.
   */
  until(label: string): Promise<Step>
  /** Lets that step go this way. */
  at(label: string, way: string): Promise<void>
  /** Moves the clock to the next timer, again and again, for so long. */
  wait(ms: number): Promise<void>
  /** The end: all faults are over. @returns every breach of an invariant */
  rest(): Promise<readonly string[]>
  /** What the server has of the visitor, in its order. */
  posted(): readonly string[]
  /** How often a request with a message has left. */
  requests(): number
  /** What a tab shows of the visitor's messages, as `text: state`. */
  shown(core: Core): readonly string[]
}

/** So many timers may run before something that should happen is given up. */
const TIMERS = 100

/** @param tabs that are open and online; the first one leads */
export async function createScenario(
  tabs: number,
  createServer: CreateServerSide = createOurServer,
): Promise<Scenario & { readonly cores: readonly Core[] }> {
  const world = createWorld(1, createServer)
  const { scheduler, clock, history } = world

  async function runUntil(isWanted: (step: Step) => boolean): Promise<Step | undefined> {
    for (;;) {
      await scheduler.quiet()
      const steps = scheduler.possible()
      const found = steps.find(isWanted)
      if (found !== undefined) return found
      const [step] = steps
      if (step === undefined) return undefined
      step.take(step.ways[0] ?? '')
    }
  }

  async function until(label: string): Promise<Step> {
    for (let timers = 0; timers < TIMERS; timers++) {
      const step = await runUntil((candidate) => candidate.label.endsWith(label))
      if (step !== undefined) return step
      clock.next()
    }
    throw new Error(`there never was a step "${label}"`)
  }

  async function run(): Promise<void> {
    await runUntil(() => false)
  }

  const cores: Core[] = []
  for (let opened = 0; opened < tabs; opened++) {
    cores.push(world.open())
    await run()
  }
  return {
    world,
    cores,
    run,
    until,
    async at(label, way) {
      const step = await until(label)
      if (!step.ways.includes(way)) throw new Error(`"${step.label}" cannot go "${way}"`)
      step.take(way)
      await scheduler.quiet()
    },
    async wait(ms) {
      const end = clock.elapsed() + ms
      await run()
      while (clock.elapsed() < end && clock.next()) await run()
    },
    async rest() {
      await comeToRest(world, [])
      return checkHistory(history).map(({ invariant, what }) => `${invariant} ${what}`)
    },
    posted: () =>
      world.server
        .committed()
        .filter(({ visitor }) => visitor !== null)
        .map(({ text }) => text),
    requests: () => history.filter(({ kind }) => kind === 'requestBegan').length,
    shown: (core) =>
      core
        .shown()
        .filter(({ delivery }) => delivery !== null)
        .map(({ content, delivery }) => `${content}: ${delivery?.state}`),
  }
}
