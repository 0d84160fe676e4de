/** The end of every run: all faults are over, and what is owed must come true within a bounded time. */
import { readMeta } from '../../store/queries.ts'
import type { ThreadRow } from '../../store/rows.ts'
import type { World } from './world.ts'

/** Far more than any chain of back-offs that the core allows itself. */
const LIMIT_MS = 15 * 60_000

const STEPS_LIMIT = 20_000

/** Longer than the longest pause between two askings for news, and the reading that follows. */
const ASKING_MS = 6 * 60_000

/** Lets everything happen as it should until nothing is left to do, and writes down where it ends. */
export async function comeToRest(world: World, log: string[]): Promise<void> {
  const { network, server, history } = world
  network.setDown(false)
  server.settle()
  if (world.cores.length === 0) world.open()
  // Nothing else is said to anybody: the core has to find out by itself that all is well.
  for (const { tab } of world.cores) {
    tab.wake()
    tab.signal('shown')
    // Nobody asks for news who cannot be seen.
    if (server.isAsked === true) tab.signal('visible')
  }
  await goOn(world, log, LIMIT_MS, () => isAtRest(world))
  if (server.isAsked === true) {
    await goOn(world, log, ASKING_MS, async () => false)
    await goOn(world, log, LIMIT_MS, () => isAtRest(world))
  }
  await measure(world)
  history.push(...(await committedAtTheEnd(world)), { kind: 'cameToRest' })
  for (const core of world.cores) core.look()
}

/** Lets everything happen as it should, for so long at most. */
async function goOn(
  { scheduler, clock }: World,
  log: string[],
  limitMs: number,
  isEnough: () => Promise<boolean>,
): Promise<void> {
  const end = clock.elapsed() + limitMs
  let steps = 0
  while (!(await isEnough()) && clock.elapsed() < end && steps++ < STEPS_LIMIT) {
    await scheduler.quiet()
    const [step] = scheduler.possible()
    if (step !== undefined) {
      log.push(step.label)
      step.take(step.ways[0] ?? '')
    } else if (clock.next()) log.push(`${clock.elapsed()} ms`)
    else break
  }
  await scheduler.quiet()
}

async function isAtRest({ scheduler, disk, cores, server }: World): Promise<boolean> {
  await scheduler.quiet()
  if (scheduler.possible().length > 0) return false
  const { ops } = await disk.rows()
  const threads = await disk.look((tx) => tx.threads.all())
  if (ops.length > 0 || threads.some((row) => isOwing(row, server))) return false
  return cores.every(({ sync }) => isOnline(sync))
}

async function measure({ history, cores, disk, clock, server }: World): Promise<void> {
  const { ops } = await disk.rows()
  const threads = await disk.look((tx) => tx.threads.all())
  const claims: readonly (readonly [what: string, value: number, limit: number])[] = [
    ['ops at rest', ops.length, 0],
    [
      'words about threads that were never told',
      threads.filter((row) => isOwing(row, server)).length,
      0,
    ],
    ['tabs that lead beyond the first', cores.filter((core) => leads(core)).length - 1, 0],
    ['tabs that are not online', cores.filter(({ sync }) => !isOnline(sync)).length, 0],
    ['messages that a status says are waiting', most(cores, waitingOf), 0],
    ['answers that are still being written', most(cores, writingOf), 0],
    ['timers', clock.pending(), 8 * cores.length + 8],
  ]
  for (const [what, value, limit] of claims) {
    history.push({ kind: 'measured', what, value, limit })
  }
}

type Core = World['cores'][number]

/**
 * Where words about a thread go with its ticket, there is nobody who could hear them without one. A
 * server that has to be asked hears them, or says at once that it never will.
 */
function isOwing({ info, saying, rating }: ThreadRow, { isAsked }: World['server']): boolean {
  const isHeard = info !== null && (isAsked === true || info.ticket !== null)
  return (isHeard && saying !== undefined) || (info !== null && rating !== undefined)
}

function leads({ sync }: Core): boolean {
  return sync.status.get().isLeader
}

function isOnline(sync: Core['sync']): boolean {
  return sync.status.get().connection === 'online'
}

function waitingOf({ sync }: Core): number {
  return sync.status.get().waiting
}

function writingOf(core: Core): number {
  return core.shown().filter(({ isWriting }) => isWriting).length
}

function most(cores: readonly Core[], of: (core: Core) => number): number {
  return Math.max(0, ...cores.map(of))
}

/**
 * What the server has, and what it had of threads that were deleted: all but what the core has been
 * told is gone, after it had been posted without the core's knowing.
 */
async function committedAtTheEnd({ server, history, disk }: World): Promise<World['history']> {
  const gone = new Set<string>()
  for (const record of history) {
    // Who had asked to take it back is not told of a failure.
    const isGone = record.kind === 'opMoved' && (record.to === 'dead' || record.to === 'cancelled')
    if (isGone) gone.add(record.message)
  }
  const lost = server.lost.filter(({ message }) => message !== null && !gone.has(message))
  const memory = await disk.look((tx) => readMeta(tx, 'transport'))
  return [...server.committed(memory), ...lost]
}
