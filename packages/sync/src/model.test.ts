import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answer,
  around,
  befall,
  cancel,
  createReal,
  drain,
  edit,
  enqueue,
  FATES,
} from './testing/simulation/commands.ts'
import { createModel } from './testing/simulation/model.ts'

const RUNS = Number(process.env.FAULT_RUNS ?? 300)
const SEED = Number(process.env.FAULT_SEED ?? 1)

/** Tabs that are open at once. */
const TABS = 3

const DAY_MS = 86_400_000

const place = fc.nat({ max: 7 })

const commands = fc.commands(
  [
    fc
      .record({ at: place, isBeside: fc.boolean(), isPoison: fc.nat(5).map((n) => n === 0) })
      .map(({ at, ...of }) => enqueue(at, of)),
    fc.tuple(place, fc.constantFrom(...FATES)).map(([at, fate]) => answer(at, fate)),
    fc.tuple(place, place).map(([tab, message]) => edit(tab, message)),
    fc.tuple(place, place).map(([tab, message]) => cancel(tab, message)),
    fc.constant(
      around('goOffline', ({ network, cores }) => {
        network.setDown(true)
        for (const { tab } of cores) tab.signal('offline')
      }),
    ),
    fc.constant(
      around('goOnline', ({ network, cores }) => {
        network.setDown(false)
        for (const { tab } of cores) tab.signal('online')
      }),
    ),
    fc.constant(around('tick', ({ clock }) => void clock.next())),
    fc.constant(
      around('openTab', (world) => {
        if (world.cores.length < TABS) world.open()
      }),
    ),
    fc.constant(around('steal', (world) => world.steal())),
    fc
      .constantFrom(-DAY_MS, 0, DAY_MS)
      .map((ms) => around(`setClock(${ms})`, ({ clock }) => clock.setWrong(ms))),
    place.map((at) => befall('crash', at, ({ tab }) => tab.crash())),
    place.map((at) => befall('close', at, (core) => core.close())),
    place.map((at) => befall('freeze', at, ({ tab }) => tab.sleep())),
    place.map((at) => befall('thaw', at, ({ tab }) => tab.wake())),
    place.map((at) => befall('putAway', at, ({ tab }) => tab.signal('hidden'))),
    place.map((at) => befall('comeBack', at, ({ tab }) => tab.signal('shown'))),
  ],
  { maxCommands: 40, size: 'max' },
)

describe('the outbox beside a model of it', () => {
  it(
    '[OB1] [OB2] [OB7] [OB8] [OB15] [OB20] moves each message as the model does, and ends as it',
    async () => {
      let done = 0
      const property = fc.asyncProperty(commands, async (program) => {
        const model = createModel()
        const real = await createReal()
        await fc.asyncModelRun(() => ({ model, real }), program)
        await drain(model, real)
        done++
      })
      // What fails is told with the seed and the smallest program that fails.
      await fc.assert(property, { numRuns: RUNS, seed: SEED })
      process.stdout.write(`${done} programs from seed ${SEED}\n`)
      expect(done).toBe(RUNS)
    },
    60_000 + RUNS * 1_000,
  )
})
