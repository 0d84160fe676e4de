/**
 * Commands that drive the real core and the model side by side. The network holds each request with
 * a message until a command says what becomes of it; everything else happens at once.
 */
import type { AsyncCommand } from 'fast-check'
import type { Model } from './model.ts'
import * as rules from './model.ts'
import { createOurServer, POISON } from './our-server.ts'
import { comeToRest } from './rest.ts'
import type { Step } from './scheduler.ts'
import { type Core, createWorld, OTHER_LANE, type World } from './world.ts'

export interface Real {
  readonly world: World
  /** Texts that were written, and records of the history that the model has read. */
  written: number
  read: number
}

export type Command = AsyncCommand<Model, Real>

/** @returns a browser with one tab, online */
export async function createReal(): Promise<Real> {
  const world = createWorld(1, createOurServer)
  world.open()
  await runOn(world)
  return { world, written: 0, read: world.history.length }
}

/** Lets everything happen but requests that carry messages. */
async function runOn(world: World): Promise<void> {
  for (;;) {
    await world.scheduler.quiet()
    const step = world.scheduler.possible().find(({ about }) => about === undefined)
    if (step === undefined) return
    step.take(step.ways[0] ?? '')
  }
}

interface HeldRequest extends Step {
  readonly about: string
}

/** Requests that carry messages, in the order they left. */
function heldRequests({ scheduler }: World): HeldRequest[] {
  return scheduler
    .possible()
    .flatMap((step) => (step.about === undefined ? [] : [{ ...step, about: step.about }]))
}

/** Lets the core go on, and holds it to the model. */
async function compare(model: Model, real: Real): Promise<void> {
  const { world } = real
  await runOn(world)
  for (const record of world.history.slice(real.read)) {
    if (record.kind === 'requestBegan') rules.claim(model, record.message)
    if (record.kind === 'opMoved' && record.to === 'settled') rules.settle(model, record.message)
  }
  real.read = world.history.length
  const { ops, messages } = await world.disk.rows()
  const states = new Map(ops.map(({ id, state }) => [id, state]))
  for (const id of rules.allOf(model)) {
    const row = messages.find((message) => message.id === id)
    if (row === undefined) throw new Error(`${id} is gone`)
    const place =
      row.failed !== null ? 'dead' : row.order !== null ? 'settled' : waitingPlace(states.get(id))
    const expected = rules.placeOf(model, id)
    if (place !== expected) {
      throw new Error(`"${row.content}" is ${place} in the store, and ${expected} in the model`)
    }
  }
  const stray = ops.find(({ kind, id }) => kind === 'send' && rules.placeOf(model, id) === null)
  if (stray !== undefined)
    throw new Error(`${stray.id} waits, and was never stored or is taken back`)
}

function waitingPlace(state: string | undefined): string {
  if (state === undefined) return 'nowhere'
  return state === 'waiting' ? 'queued' : 'inFlight'
}

/** The end of a run: everything comes true, and must be as the model says. */
export async function drain(model: Model, { world }: Real): Promise<void> {
  await comeToRest(world, [])
  const { ops, messages } = await world.disk.rows()
  if (ops.length > 0) throw new Error(`${ops.length} still wait at rest`)
  for (const message of [...model.inFlight.values(), ...model.queued.values()]) {
    if (message.text.includes(POISON)) rules.refuse(model, message.id)
    else if (!model.server.some(({ id }) => id === message.id)) model.server.push({ ...message })
  }
  const posted = world.server.committed().filter(({ visitor }) => visitor !== null)
  for (const lane of new Set(model.server.map((message) => message.lane))) {
    const want = model.server.filter((message) => message.lane === lane).map(({ text }) => text)
    const have = posted.filter(({ thread }) => thread === lane).map(({ text }) => text)
    if (want.join('|') !== have.join('|')) throw new Error(`posted ${have}, and should ${want}`)
  }
  if (posted.length !== model.server.length) throw new Error('the server has what nobody wrote')
  const failed = messages.filter((row) => row.failed !== null).map(({ id }) => id)
  const dead = [...model.dead.keys()]
  if (failed.sort().join() !== dead.sort().join()) throw new Error(`failed ${failed}, not ${dead}`)
}

function command(name: string, run: (model: Model, real: Real) => void | Promise<void>): Command {
  return {
    check: () => true,
    async run(model, real) {
      await run(model, real)
      await compare(model, real)
    },
    toString: () => name,
  }
}

/** One of the tabs in which somebody can do something, if there is one. */
function awake({ world }: Real, place: number): Core | undefined {
  const cores = world.cores.filter(({ tab }) => !tab.isAsleep)
  return cores[place % Math.max(1, cores.length)]
}

export function enqueue(at: number, of: { isBeside: boolean; isPoison: boolean }): Command {
  const name = `enqueue(${at}${of.isBeside ? ', beside' : ''}${of.isPoison ? ', poison' : ''})`
  return command(name, async (model, real) => {
    const core = awake(real, at)
    if (core === undefined) return
    const text = `${of.isPoison ? POISON : ''}${++real.written}`
    const thread = of.isBeside ? { thread: OTHER_LANE } : {}
    const sending = core.sync.send({ content: text, ...thread })
    let isAnswered = false
    void sending.then((result) => {
      isAnswered = true
      if (result.kind !== 'stored') return
      model.queued.set(result.id, { id: result.id, lane: result.thread, text })
    })
    await runOn(real.world)
    if (!isAnswered) throw new Error('send() had no answer')
  })
}

/** Some message of the visitor, and a tab to do something with it. */
function pick(
  model: Model,
  real: Real,
  { tab, message }: { tab: number; message: number },
): { core: Core; id: string } | null {
  const ids = rules.allOf(model).sort()
  const [core, id] = [awake(real, tab), ids[message % Math.max(1, ids.length)]]
  return core === undefined || id === undefined ? null : { core, id }
}

export function cancel(tab: number, message: number): Command {
  return command(`cancel(${tab}, ${message})`, async (model, real) => {
    const at = pick(model, real, { tab, message })
    if (at === null) return
    await told(real, at.core.sync.discard(at.id), rules.takeBack(model, at.id))
  })
}

export function edit(tab: number, message: number): Command {
  return command(`edit(${tab}, ${message})`, async (model, real) => {
    const at = pick(model, real, { tab, message })
    if (at === null) return
    const isPoison = rules.isRefusable(model, at.id, POISON)
    const text = `${isPoison ? POISON : ''}edit ${++real.written}`
    await told(real, at.core.sync.edit(at.id, text), rules.edit(model, at.id, text))
  })
}

async function told(real: Real, asking: Promise<unknown>, expected: string): Promise<void> {
  let answer: unknown = 'nothing'
  void asking.then((result) => {
    answer = result
  })
  await runOn(real.world)
  if (answer !== expected) throw new Error(`the visitor was told ${answer}, not ${expected}`)
}

/** What becomes of a request that carries a message. */
export const FATES = [
  'arrives',
  'is lost',
  'loses its answer',
  'is told to wait',
  'finds the queue full',
] as const

export type Fate = (typeof FATES)[number]

export function answer(place: number, wanted: Fate): Command {
  return command(`answer(${place}, ${wanted})`, async (model, real) => {
    const { scheduler, history, cores, network } = real.world
    const fate = network.isDown ? 'is lost' : wanted
    const held = heldRequests(real.world)
    const request = held[place % Math.max(1, held.length)]
    // A tab that sleeps hears no answer.
    if (request === undefined || cores.some(({ tab }) => tab.isAsleep)) return
    const id = request.about
    const isPoison = rules.isRefusable(model, id, POISON)
    // Who gave up waiting is in doubt already, and hears nothing of it.
    const isLast = held.findLast(({ about }) => about === id) === request
    const isAlive = cores.some(({ tab }) => request.label.startsWith(`${tab.name} `))
    const isWaitedFor = isLast && isAlive && isUnderWay(history, id)
    request.take(fate === 'loses its answer' ? 'arrives' : fate)
    if (fate === 'loses its answer') {
      await scheduler.quiet()
      const back = scheduler.possible().find(({ label }) => label.endsWith('send: answer'))
      back?.take('is lost')
    }
    const hasArrived = fate === 'arrives' || fate === 'loses its answer'
    if (hasArrived && !isPoison) rules.arrive(model, id)
    if (!isWaitedFor) return
    if (fate === 'arrives' && isPoison) rules.refuse(model, id)
    if (fate === 'is told to wait' || fate === 'finds the queue full') rules.turnDown(model, id)
  })
}

function isUnderWay(history: World['history'], message: string): boolean {
  const last = history.findLast(
    (record) => record.kind === 'requestBegan' && record.message === message,
  )
  if (last?.kind !== 'requestBegan') return false
  return !history.some(
    (record) => record.kind === 'requestEnded' && record.request === last.request,
  )
}

/** What happens to all of them. */
export function around(name: string, run: (world: World) => void): Command {
  return command(name, (_model, { world }) => run(world))
}

/** What befalls one of the tabs. */
export function befall(name: string, place: number, run: (core: Core) => void): Command {
  return command(`${name}(${place})`, (_model, { world }) => {
    const core = world.cores[place % Math.max(1, world.cores.length)]
    if (core !== undefined) run(core)
  })
}
