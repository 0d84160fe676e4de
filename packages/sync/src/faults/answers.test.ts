import { describe, expect, it } from 'vitest'
import { createQuietServer, POISON } from '../testing/simulation/our-server.ts'
import { createScenario } from '../testing/simulation/scenario.ts'
import { OTHER_LANE } from '../testing/simulation/world.ts'

describe('faults: what a server answers', () => {
  it('[F12] [I1] [I3] [ST-006] keeps a refused message in sight with its text, and goes on with the next', async () => {
    const { cores, run, rest, posted, shown } = await createScenario(1)
    cores[0]?.send(`${POISON}refused`, null)
    cores[0]?.send('next', null)
    await run()
    expect(posted()).toEqual(['next'])
    expect(cores[0] && shown(cores[0])).toEqual(['next: sent', `${POISON}refused: failed`])
    expect(await rest()).toEqual([])
  })

  // Which answers these are is told by the table of the transport (client, outcome.test.ts).
  it.each([
    ['[F13] [I1] [I2] a 422 that proves nothing'],
    ['[F15] [I2] [I9] a 408 or 5xx'],
    ['[F18] [I1] the page of a captive portal'],
    ['[F19] [I2] JSON without an id'],
  ])('%s leaves the message in doubt, and posts it once', async () => {
    const { world, cores, at, run, rest, posted } = await createScenario(1)
    cores[0]?.send('Hello', null)
    await at('send: request', 'gets a page')
    await run()
    expect((await world.disk.rows()).ops).toMatchObject([{ kind: 'send', state: 'unknown' }])
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F14] [I1] [I10] [ST-007] begins one new session for a 401, and burns no attempt', async () => {
    const { world, cores, at, rest, posted } = await createScenario(1)
    cores[0]?.send('Hello', null)
    await at('send: request', 'needs a session')
    await at('commits put back', 'done')
    expect(world.disk.last().ops).toMatchObject([{ state: 'waiting', attempt: 0 }])
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F16] [I3] goes on when the run has ended that the server was busy with, and waits for no timer', async () => {
    const { world, cores, at, wait, rest, posted } = await createScenario(1)
    cores[0]?.send('one', null)
    await wait(1)
    const { events } = world.server
    events['an answer begins']?.({ below: () => 0 })
    await wait(0)
    cores[0]?.send('two', null)
    cores[0]?.send('three', null)
    await at('send: request', 'finds the queue full')
    const before = world.clock.elapsed()
    events['an answer ends']?.({ below: () => 1 })
    await at('send: request', 'arrives')
    expect(world.clock.elapsed()).toBe(before)
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['one', 'two', 'three'])
  })

  it('[F17] [I9] waits in every lane as long as a 429 says, whoever is impatient', async () => {
    const { world, cores, at, wait, rest, requests } = await createScenario(1)
    cores[0]?.send('one', null)
    const before = world.clock.elapsed()
    await at('send: request', 'is told to wait')
    cores[0]?.send('beside', OTHER_LANE)
    cores[0]?.sync.wake()
    await wait(0)
    expect(requests()).toBe(1)
    await at('send: request', 'arrives')
    expect(world.clock.elapsed() - before).toBeGreaterThanOrEqual(7_000)
    expect(await rest()).toEqual([])
  })

  it('[F39] [I3] buries everything that waits for a thread which was deleted', async () => {
    const { world, cores, wait, rest, posted } = await createScenario(1)
    cores[0]?.send('posted', null)
    await wait(1)
    world.network.setDown(true)
    cores[0]?.tab.signal('offline')
    cores[0]?.send('one', null)
    cores[0]?.send('two', null)
    await wait(1)
    world.server.events['a thread is deleted']?.({ below: () => 0 })
    expect(await rest()).toEqual([])
    expect(posted()).toEqual([])
    expect(cores[0]?.sync.status.get()).toMatchObject({
      failed: 2,
      waiting: 0,
      currentThread: null,
    })
  })

  it('[F40] [I2] [I3] opens a thread once when the answer to its opening is lost, and sends nothing before', async () => {
    const { cores, at, rest, posted, requests } = await createScenario(1, createQuietServer)
    cores[0]?.send('first', null)
    cores[0]?.send('second', null)
    await at('open: answer', 'is lost')
    await at('look: request', 'is lost')
    expect(requests()).toBe(0)
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['first', 'second'])
  })
})
