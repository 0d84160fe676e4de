/** What visitors, browsers and servers do in a sampled run: one command after another, by chance. */
import type { SeededRandom } from '@porchlight/testkit'
import type { MessageView } from '../../sync.ts'
import { POISON } from './our-server.ts'
import type { ServerEvent } from './server-side.ts'
import { type Core, OTHER_LANE, type World } from './world.ts'

/** Tabs that are open at once. */
const TABS = 3

const DAY_MS = 86_400_000

type Command = (world: World, random: SeededRandom) => string

/** Commands with their weights: what people do often stands for more. */
const COMMANDS: readonly (readonly [weight: number, command: Command])[] = [
  [30, send],
  [4, inTab('edits', (core, random) => change(core, random, `edit ${random.below(1_000)}`))],
  [4, inTab('takes back', (core, random) => change(core, random, null))],
  [1, inTab('clears', ({ sync }) => void sync.clear(currentOf(sync)))],
  [2, inTab('retries', retry)],
  [2, inTab('describes', ({ sync }) => void sync.describe(currentOf(sync), { wantsPeople: true }))],
  [1, inTab('rates', ({ sync }) => void sync.rate(currentOf(sync), 4))],
  [2, inTab('reads', ({ sync }) => void sync.markRead(currentOf(sync)))],
  [1, inTab('stops', ({ sync }) => void sync.stop(currentOf(sync)))],
  [3, goOffline],
  [4, goOnline],
  [4, openTab],
  [2, inTab('closes', (core) => core.close())],
  [3, inTab('crashes', ({ tab }) => tab.crash())],
  [2, inTab('is put away', ({ tab }) => tab.signal('hidden'))],
  [3, inTab('comes back', ({ tab }) => tab.signal('shown'))],
  [2, inTab('is covered', ({ tab }) => tab.signal('covered'))],
  [3, inTab('is seen', ({ tab }) => tab.signal('visible'))],
  [2, inTab('falls asleep', ({ tab }) => tab.sleep())],
  [3, inTab('wakes', ({ tab }) => tab.wake())],
  [2, stealLead],
  [2, setClock],
  ...serverEvents({
    'a person answers': 5,
    'an answer begins': 2,
    'an answer grows': 4,
    'an answer ends': 3,
    'it holds': 2,
    'it posts what it holds': 3,
    'a backup is restored': 1,
    'a thread is deleted': 1,
  }),
]

const ALL = COMMANDS.reduce((sum, [weight]) => sum + weight, 0)

/** Does something. @returns what, for whoever reads the run */
export function doSomething(world: World, random: SeededRandom): string {
  let at = random.below(ALL)
  for (const [weight, command] of COMMANDS) {
    if (at < weight) return command(world, random)
    at -= weight
  }
  throw new Error('the weights do not add up')
}

function inTab(name: string, run: (core: Core, random: SeededRandom) => void): Command {
  return (world, random) => {
    const core = world.cores[random.below(world.cores.length)]
    if (core === undefined) return `nobody ${name}`
    // Nobody does anything in a page that sleeps but wake it.
    if (core.tab.isAsleep && name !== 'wakes' && name !== 'crashes')
      return `${core.tab.name} sleeps`
    run(core, random)
    return `${core.tab.name} ${name}`
  }
}

function send(world: World, random: SeededRandom): string {
  const core = world.cores[random.below(world.cores.length)] ?? world.open()
  if (core.tab.isAsleep) return `${core.tab.name} sleeps`
  const isPoison = random.below(12) === 0
  // People repeat themselves, so some texts are the same.
  const text = `${isPoison ? POISON : ''}text ${random.below(6)}`
  const thread = random.below(4) === 0 ? OTHER_LANE : null
  core.send(text, thread)
  return `${core.tab.name} sends "${text}"${thread === null ? '' : ' beside'}`
}

function mine(core: Core): MessageView[] {
  return core.shown().filter(({ delivery }) => delivery !== null)
}

function change(core: Core, random: SeededRandom, text: string | null): void {
  const waiting = mine(core).filter(({ delivery }) => delivery?.state !== 'read')
  const message = waiting[random.below(waiting.length)]
  if (message !== undefined) core.change(message, text)
}

function retry(core: Core, random: SeededRandom): void {
  const failed = mine(core).filter(({ delivery }) => delivery?.state === 'failed')
  const message = failed[random.below(failed.length)]
  if (message !== undefined) void core.sync.retry(message.id)
}

function currentOf(sync: Core['sync']): string {
  return sync.status.get().currentThread ?? OTHER_LANE
}

function openTab(world: World): string {
  if (world.cores.length >= TABS) return 'enough tabs are open'
  return `${world.open().tab.name} opens`
}

function goOffline(world: World, random: SeededRandom): string {
  world.network.setDown(true)
  // Browsers say so, or do not.
  const isTold = random.below(2) === 0
  if (isTold) for (const { tab } of world.cores) tab.signal('offline')
  return `the network goes, ${isTold ? 'as' : 'and nobody'} is told`
}

function goOnline(world: World, random: SeededRandom): string {
  world.network.setDown(false)
  const isTold = random.below(2) === 0
  if (isTold) for (const { tab } of world.cores) tab.signal('online')
  return `the network comes, ${isTold ? 'as' : 'and nobody'} is told`
}

function stealLead(world: World): string {
  world.steal()
  return 'the lock is stolen'
}

function setClock(world: World, random: SeededRandom): string {
  const byMs = (random.below(3) - 1) * DAY_MS
  world.clock.setWrong(byMs)
  return `the clock is wrong by ${byMs} ms`
}

function serverEvents(
  weights: Readonly<Record<ServerEvent, number>>,
): (readonly [number, Command])[] {
  return Object.entries(weights).map(([name, weight]) => [
    weight,
    ({ server }, random) => {
      // The names are those of the record.
      server.events[name as ServerEvent]?.(random)
      return `server: ${name}`
    },
  ])
}
