import { describe, expect, it } from 'vitest'
import { createQuietServer } from '../testing/simulation/our-server.ts'
import { createScenario } from '../testing/simulation/scenario.ts'
import { OTHER_LANE } from '../testing/simulation/world.ts'

describe('faults: the network', () => {
  it('[F07] [I2] posts once what was committed and whose answer was lost', async () => {
    const { cores, at, rest, posted, requests } = await createScenario(1)
    cores[0]?.send('Hello', null)
    await at('send: answer', 'is lost')
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
    // The feed has told of it before anybody had to ask.
    expect(requests()).toBe(1)
  })

  it('[F08] [I2] takes a request that was refused a connection for one that may have arrived', async () => {
    const { world, cores, at, run, rest, posted } = await createScenario(1)
    cores[0]?.send('Hello', null)
    await at('send: request', 'is lost')
    await run()
    expect((await world.disk.rows()).ops).toMatchObject([{ kind: 'send', state: 'unknown' }])
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F09] [I2] [I9] waits in its lane, and in no other, while nobody can look what became of it', async () => {
    const { cores, at, wait, rest, posted, requests } = await createScenario(1, createQuietServer)
    cores[0]?.send('opens the thread', null)
    await wait(1)
    cores[0]?.send('in doubt', null)
    await at('send: request', 'is lost')
    for (let looks = 0; looks < 3; looks++) await at('look: request', 'is lost')
    expect(requests()).toBe(2)
    cores[0]?.send('elsewhere', OTHER_LANE)
    await at('send: answer', 'arrives')
    expect(posted()).toEqual(['opens the thread', 'elsewhere'])
    expect(await rest()).toEqual([])
    expect([...posted()].sort()).toEqual(['elsewhere', 'in doubt', 'opens the thread'])
  })

  it('[F10] [I2] never sends again on a look that proves nothing', async () => {
    const { cores, at, wait, rest, posted, requests } = await createScenario(1, createQuietServer)
    cores[0]?.send('opens the thread', null)
    await wait(1)
    cores[0]?.send('in doubt', null)
    await at('send: request', 'is lost')
    await at('look: answer', 'is lost')
    await wait(0)
    expect(requests()).toBe(2)
    await at('look: answer', 'arrives')
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['opens the thread', 'in doubt'])
    expect(requests()).toBe(3)
  })

  it('[F20] [I2] [I5] goes on with an answer that was cut, and posts no message twice for it', async () => {
    const { world, cores, at, wait, rest, posted } = await createScenario(1)
    cores[0]?.send('Hello', null)
    await wait(1)
    const { events } = world.server
    events['an answer begins']?.({ below: () => 0 })
    await wait(0)
    events['an answer grows']?.({ below: () => 0 })
    await at('answer: writing', 'is cut')
    expect(cores[0]?.shown().some(({ isWriting }) => isWriting)).toBe(false)
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F21] [I2] reads the thread when an answer ends without its last word', async () => {
    const { world, cores, at, wait, rest, posted } = await createScenario(1)
    cores[0]?.send('Hello', null)
    await wait(1)
    const { events } = world.server
    events['an answer begins']?.({ below: () => 0 })
    await wait(0)
    events['an answer grows']?.({ below: () => 0 })
    await at('answer: writing', 'arrives')
    events['an answer grows']?.({ below: () => 0 })
    await at('answer: writing', 'ends')
    await at('page: request', 'arrives')
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F22] [I9] keeps its back-off while the browser says this and that of the network', async () => {
    const { world, cores, wait, rest, posted, requests } = await createScenario(1)
    world.network.setDown(true)
    cores[0]?.send('Hello', null)
    for (let flaps = 0; flaps < 50; flaps++) {
      cores[0]?.tab.signal(flaps % 2 === 0 ? 'offline' : 'online')
      await wait(200)
    }
    // It tries when it is told that there is a network, and hardly more often.
    expect(requests()).toBeLessThanOrEqual(35)
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F44] [I2] sends once what was under way when the page was put away', async () => {
    const { world, cores, until, run, rest, posted } = await createScenario(1)
    cores[0]?.send('Hello', null)
    const request = await until('send: request')
    cores[0]?.tab.signal('hidden')
    request.take('arrives')
    await run()
    world.open()
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })
})
