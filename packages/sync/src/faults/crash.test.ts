import { describe, expect, it } from 'vitest'
import { createScenario } from '../testing/simulation/scenario.ts'

describe('faults: a tab dies', () => {
  it('[F01] [I1] owes nothing for a message whose transaction was never complete', async () => {
    const { world, cores, at, rest, posted } = await createScenario(1)
    cores[0]?.send('Hello', null)
    await at('commits stored', 'tab dies before')
    const reopened = world.open()
    expect(await rest()).toEqual([])
    expect(posted()).toEqual([])
    expect(reopened.sync.status.get()).toMatchObject({ waiting: 0, currentThread: null })
  })

  it('[F02] [I1] [I5] shows a message after a reload that was stored before anybody heard', async () => {
    const { world, cores, at, run, rest, posted, shown } = await createScenario(1)
    world.network.setDown(true)
    cores[0]?.send('Hello', null)
    await at('commits stored', 'tab dies after')
    const reopened = world.open()
    await run()
    expect(shown(reopened)).toEqual(['Hello: waiting'])
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F03] [I2] sends once what was claimed and never left', async () => {
    const { world, cores, at, rest, posted, requests } = await createScenario(1)
    cores[0]?.send('opens the thread', null)
    await at('commits opened+claimed', 'tab dies after')
    world.open()
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['opens the thread'])
    expect(requests()).toBe(1)
  })

  it('[F04] [I2] posts once what the server carries out after its tab was killed', async () => {
    const { world, cores, until, wait, rest, posted } = await createScenario(1)
    cores[0]?.send('Hello', null)
    const late = await until('send: request')
    cores[0]?.tab.crash()
    world.open()
    // The next leader sends it again, and only then the first request arrives.
    const again = await until('send: request')
    expect(again).toBe(late)
    world.scheduler
      .possible()
      .findLast(({ about }) => about !== undefined)
      ?.take('arrives')
    await wait(1_000)
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F05] [I2] asks again under the same id when it was killed before the answer was written down', async () => {
    const { world, cores, at, rest, posted } = await createScenario(1)
    cores[0]?.send('Hello', null)
    await at('commits settled', 'tab dies before')
    world.open()
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F06] [I5] shows in other tabs what was settled and never announced', async () => {
    const { cores, at, rest, shown } = await createScenario(2)
    cores[0]?.send('Hello', null)
    await at('commits settled', 'tab dies after')
    expect(await rest()).toEqual([])
    const [, other] = cores
    expect(other && shown(other)).toEqual(['Hello: sent'])
  })
})
