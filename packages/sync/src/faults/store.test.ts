import { describe, expect, it } from 'vitest'
import { createScenario } from '../testing/simulation/scenario.ts'

const DAY_MS = 86_400_000

describe('faults: the disk and the clock', () => {
  it('[F28] [I3] [I8] keeps order and pauses whatever the wall clock says', async () => {
    const { world, cores, wait, rest, posted } = await createScenario(1)
    world.network.setDown(true)
    for (const [place, byMs] of [0, DAY_MS, -DAY_MS, 8 * 3_600_000].entries()) {
      world.clock.setWrong(byMs)
      cores[0]?.send(`${place}`, null)
      await wait(100)
    }
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['0', '1', '2', '3'])
  })

  it('[F29] [I1] says that nothing is stored when there is neither room nor network, and keeps what waits', async () => {
    const { world, cores, at, run, rest, posted } = await createScenario(1)
    world.network.setDown(true)
    cores[0]?.tab.signal('offline')
    cores[0]?.send('stored', null)
    await run()
    const answers: string[] = []
    void cores[0]?.sync.send({ content: 'no room' }).then(({ kind }) => answers.push(kind))
    await at('commits stored', 'is full')
    await run()
    expect(answers).toEqual(['not_stored'])
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['stored'])
  })

  it('[F30] [I2] posts once what could not be written down as posted', async () => {
    const { cores, at, rest, posted } = await createScenario(1)
    cores[0]?.send('Hello', null)
    await at('commits settled', 'is full')
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[F43] [I1] [RT-007] refuses what is too long, and posts odd characters as they were written', async () => {
    const { world, cores, rest, posted } = await createScenario(1)
    const answers: string[] = []
    void cores[0]?.sync.send({ content: 'x'.repeat(40_001) }).then(({ kind }) => answers.push(kind))
    await world.scheduler.quiet()
    expect(answers).toEqual(['too_long'])
    const odd = ['nul \u0000 inside', 'lone \ud83d surrogate', '\u202eright to left', 'e\u0301']
    for (const text of odd) cores[0]?.send(text, null)
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(odd)
  })
})
