import { checkHistory } from '@porchlight/testkit/history'
import { describe, expect, it } from 'vitest'
import { createOurServer } from '../testing/simulation/our-server.ts'
import { comeToRest } from '../testing/simulation/rest.ts'
import { createScenario, type Scenario } from '../testing/simulation/scenario.ts'
import { createStockServer } from '../testing/simulation/stock-server.ts'
import { createWorld } from '../testing/simulation/world.ts'

function leaders({ world }: Scenario): string[] {
  return world.cores.filter(({ sync }) => sync.status.get().isLeader).map(({ tab }) => tab.name)
}

describe('faults: tabs', () => {
  it('[F23] [I4] has one leader when two tabs start together', async () => {
    const scenario = await createScenario(0)
    scenario.world.open().send('a', null)
    scenario.world.open().send('b', null)
    await scenario.run()
    expect(leaders(scenario)).toHaveLength(1)
    expect(await scenario.rest()).toEqual([])
    expect([...scenario.posted()].sort()).toEqual(['a', 'b'])
  })

  it.each(['closes', 'crashes'])(
    '[F24] [I1] leads within a second when the leader %s',
    async (how) => {
      const scenario = await createScenario(2)
      const { world, cores, until, run, rest, posted } = scenario
      cores[0]?.send('Hello', null)
      await until('send: request')
      const before = world.clock.elapsed()
      if (how === 'closes') cores[0]?.close()
      else cores[0]?.tab.crash()
      await run()
      expect(leaders(scenario)).toEqual(['tab-2'])
      expect(world.clock.elapsed() - before).toBeLessThan(1_000)
      expect(await rest()).toEqual([])
      expect(posted()).toEqual(['Hello'])
    },
  )

  it('[F25] [I4] writes nothing as a leader that slept while another one led', async () => {
    const scenario = await createScenario(2)
    const { world, cores, until, run, rest, posted } = scenario
    cores[0]?.send('Hello', null)
    const request = await until('send: request')
    cores[0]?.tab.sleep()
    world.steal()
    request.take('arrives')
    await run()
    cores[0]?.tab.wake()
    await run()
    expect(leaders(scenario)).toEqual(['tab-2'])
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F26] [I2] [I4] leaves what was under way to the thief of its lock', async () => {
    const scenario = await createScenario(2)
    const { world, cores, until, run, rest, posted } = scenario
    cores[0]?.send('Hello', null)
    const request = await until('send: request')
    world.steal()
    await world.scheduler.quiet()
    request.take('arrives')
    await run()
    expect(leaders(scenario)).toEqual(['tab-2'])
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F25] [F26] [I2] sends nothing more once its lock was stolen while it slept', async () => {
    const scenario = await createScenario(2, createStockServer)
    const { world, cores, at, until, run, rest, posted } = scenario
    cores[0]?.send('Hello', null)
    await at('commits opened+claimed', 'done')
    cores[0]?.tab.sleep()
    world.steal()
    await run()
    cores[0]?.tab.wake()
    expect((await until('message: request')).label).toMatch(/^tab-2 /)
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F27] [I4] loses and doubles nothing without Web Locks and without a channel', async () => {
    const world = createWorld(1, createOurServer)
    const missing = { locks: false, channel: false } as const
    const [one, two] = [world.open(missing), world.open(missing)]
    one.send('a', null)
    two.send('b', null)
    one.send('c', null)
    await comeToRest(world, [])
    const { history, server } = world
    const broken = checkHistory(history).filter(
      ({ invariant }) => !['I5', 'I9'].includes(invariant),
    )
    expect(broken).toEqual([])
    expect(
      server
        .committed()
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['a', 'b', 'c'])
  })

  it.each(['edit', 'take back'])(
    '[F37] [I6] tells the truth when a message is claimed while its visitor would %s it',
    async (what) => {
      // The change falls before each step of the message's life, one after the other.
      for (let place = 0; place < 40; place++) {
        const { world, cores, wait, rest } = await createScenario(1)
        cores[0]?.send('opens the thread', null)
        await wait(1)
        cores[0]?.send('Hello', null)
        for (let taken = 0; taken < place; taken++) {
          await world.scheduler.quiet()
          const [step] = world.scheduler.possible()
          step?.take(step.ways[0] ?? '')
        }
        const message = cores[0]?.shown().find(({ content }) => content === 'Hello')
        if (message !== undefined) cores[0]?.change(message, what === 'edit' ? 'Goodbye' : null)
        expect(await rest()).toEqual([])
      }
    },
  )
})
