/**
 * Walks every crash point of one message: the same short life again and again, with its tab or the
 * other one dying before each step of it and after each commit, and with each commit failing, under
 * each answer that the server may give. The tab that is left has to bring it to its end.
 */
import { checkHistory } from '@porchlight/testkit/history'
import { POISON } from './our-server.ts'
import { comeToRest } from './rest.ts'
import type { Step } from './scheduler.ts'
import type { CreateServerSide } from './server-side.ts'
import { type Core, createWorld, type World } from './world.ts'

/** The steps of a message's life, as they are seen from outside. */
export const POINTS = [
  'stored',
  'claimed',
  'request written',
  'committed',
  'answer read',
  'settled',
  'announced',
] as const

export type Point = (typeof POINTS)[number]

/** What becomes of the first request that carries the message. */
export const FATES = [
  'is answered',
  'is lost',
  'loses its answer',
  'is refused',
  'is told to wait',
  'finds the queue full',
  'gets a page',
] as const

export type Fate = (typeof FATES)[number]

/** Who writes, and whom it hits. The first tab leads. */
export interface Cast {
  readonly writer: 0 | 1
  readonly victim: 0 | 1
}

/** Before any step; or in one that is a commit: it fails, or is done and its tab never hears of it. */
const BLOWS = ['dies', 'fails', 'tab dies after'] as const

type Blow = (typeof BLOWS)[number]

export interface Walk {
  readonly runs: number
  /** How often each point was walked. */
  readonly points: ReadonlyMap<Point, number>
  /** What went wrong, one line each. */
  readonly problems: readonly string[]
}

/** Walks all of it. */
export async function walkCrashPoints(createServer: CreateServerSide): Promise<Walk> {
  const points = new Map<Point, number>()
  const problems: string[] = []
  let runs = 0
  for (const fate of FATES) {
    for (const cast of CASTS) {
      for (const blow of BLOWS) {
        for (let place = 0; ; place++) {
          const run = await liveOnce(createServer, { fate, cast, blow, place })
          // The life was over before the blow.
          if (run.hit === null) break
          runs++
          for (const point of pointsOf(run.hit)) points.set(point, (points.get(point) ?? 0) + 1)
          const where = `${fate}, written in ${cast.writer}, ${cast.victim} ${blow} at "${run.hit}"`
          problems.push(...run.violations.map((what) => `${where} (${place}): ${what}`))
        }
      }
    }
  }
  return { runs, points, problems }
}

const CASTS: readonly Cast[] = [
  { writer: 0, victim: 0 },
  { writer: 0, victim: 1 },
  { writer: 1, victim: 0 },
  { writer: 1, victim: 1 },
]

interface Life {
  readonly fate: Fate
  readonly cast: Cast
  readonly blow: Blow
  /** The blow falls at this step of the life, of those that it can hit. */
  readonly place: number
}

async function liveOnce(
  createServer: CreateServerSide,
  { fate, cast, blow, place }: Life,
): Promise<{ hit: string | null; violations: readonly string[] }> {
  const world = createWorld(1, createServer)
  const tabs = [world.open(), world.open()]
  await runQuiet(world)
  const [writer, victim] = [tabs[cast.writer], tabs[cast.victim]] as [Core, Core]
  writer.send(fate === 'is refused' ? `${POISON}Hello` : 'Hello', null)

  let isFated = false
  let hit: string | null = null
  for (let at = 0; ; ) {
    await world.scheduler.quiet()
    const [step] = world.scheduler.possible()
    if (step === undefined) break
    const isHere = blow === 'dies' || step.label.startsWith(`${victim.tab.name} commits`)
    if (isHere && at++ === place) {
      hit = step.label
      if (blow === 'dies') victim.tab.crash()
      else step.take(blow)
      break
    }
    step.take(isFated ? usual(step) : fateOf(step, fate))
    if (fateStepOf(fate) !== null && fateOf(step, fate) !== usual(step)) isFated = true
  }
  if (hit === null) return { hit, violations: [] }
  await comeToRest(world, [])
  const violations = checkHistory(world.history)
  return { hit, violations: violations.map(({ invariant, what }) => `${invariant} ${what}`) }
}

/** Until nothing happens by itself. */
async function runQuiet(world: World): Promise<void> {
  for (;;) {
    await world.scheduler.quiet()
    const [step] = world.scheduler.possible()
    if (step === undefined) return
    step.take(usual(step))
  }
}

function usual(step: Step): string {
  return step.ways[0] ?? ''
}

/** The end of the label at which a fate shows, and how the step is taken there. */
function fateStepOf(fate: Fate): { readonly at: string; readonly way: string } | null {
  if (fate === 'is answered' || fate === 'is refused') return null
  if (fate === 'loses its answer') return { at: 'send: answer', way: 'is lost' }
  return { at: 'send: request', way: fate }
}

function fateOf(step: Step, fate: Fate): string {
  const fated = fateStepOf(fate)
  return fated !== null && step.label.endsWith(fated.at) ? fated.way : usual(step)
}

/** The points that a blow at this step falls between. */
function pointsOf(label: string): Point[] {
  const points: Point[] = []
  if (label.includes('commits stored')) points.push('stored')
  if (/commits .*claimed/.test(label)) points.push('claimed')
  if (label.endsWith('send: request')) points.push('request written')
  if (label.endsWith('send: answer')) points.push('committed', 'answer read')
  if (/commits (settled|parked|put back|held)/.test(label)) points.push('settled')
  if (label.endsWith('hears changed')) points.push('announced')
  return points
}
