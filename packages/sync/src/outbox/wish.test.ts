import { describe, expect, it } from 'vitest'
import type { MessageView } from '../sync.ts'
import { POISON } from '../testing/simulation/our-server.ts'
import { createScenario, type Scenario } from '../testing/simulation/scenario.ts'
import type { Core } from '../testing/simulation/world.ts'

/** Answers that say for sure that a message was not taken, and that it may be tried again. */
const TURNED_DOWN = [
  'is told to wait',
  'finds the queue full',
  'finds a run',
  'needs a session',
] as const

interface Meanwhile {
  /** What is written. Default: "Hello". */
  readonly content?: string
  /** What becomes of the request. */
  readonly way: string
  /** What the visitor wants while it is under way: another text, or null to take it back. */
  readonly wish: string | null
}

async function wishMeanwhile({
  content = 'Hello',
  way,
  wish,
}: Meanwhile): Promise<Scenario & { core: Core }> {
  const scenario = await createScenario(1)
  const [core] = scenario.cores
  if (core === undefined) throw new Error('no tab is open')
  core.send(content, null)
  await scenario.until('send: request')
  const message = core.shown().find((row) => row.content === content) as MessageView
  core.change(message, wish)
  await scenario.until('commits a row')
  await scenario.at('commits a row', 'done')
  await scenario.at('send: request', way)
  return { ...scenario, core }
}

describe('wishes about a message that is under way', () => {
  it.each(TURNED_DOWN)('[OB20] [I6] takes it back here when the message %s', async (way) => {
    const { world, rest, requests, posted, core, shown } = await wishMeanwhile({ way, wish: null })
    expect(await rest()).toEqual([])
    expect(requests()).toBe(1)
    expect(posted()).toEqual([])
    expect(shown(core)).toEqual([])
    expect((await world.disk.rows()).messages).toEqual([])
  })

  it.each(TURNED_DOWN)('[OB20] [I6] sends the new text when the message %s', async (way) => {
    const { rest, posted, shown, core } = await wishMeanwhile({ way, wish: 'Hello, Maja' })
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello, Maja'])
    expect(shown(core)).toEqual(['Hello, Maja: sent'])
  })

  it('[OB20] [OB15] leaves the wish to the server while an earlier request may have been taken', async () => {
    const { world, at, until, rest, posted, core } = await wishMeanwhile({
      way: 'gets a page',
      wish: null,
    })
    await until('send: request')
    await at('send: request', 'is told to wait')
    await at('commits parked', 'done')
    expect(world.disk.last().ops).toMatchObject([{ state: 'unknown', wish: { content: null } }])
    expect(core.shown()[0]?.change).toEqual({ kind: 'withdraw' })
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello'])
  })

  it('[OB20] [OB7] shows no failure of what was to be taken back', async () => {
    const { rest, shown, core } = await wishMeanwhile({
      content: `${POISON}Hello`,
      way: 'arrives',
      wish: null,
    })
    expect(await rest()).toEqual([])
    expect(shown(core)).toEqual([])
  })

  it('[OB20] [OB7] keeps the new text of a message that is refused for good', async () => {
    const { rest, shown, core } = await wishMeanwhile({
      content: `${POISON}Hello`,
      way: 'arrives',
      wish: 'Hello, Maja',
    })
    expect(await rest()).toEqual([])
    expect(shown(core)).toEqual(['Hello, Maja: failed'])
  })
})
