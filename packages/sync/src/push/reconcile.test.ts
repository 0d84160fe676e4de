/** What is in doubt on a server that keeps no ids, and what its visitor wants of it meanwhile. */
import { describe, expect, it } from 'vitest'
import type { MessageView } from '../sync.ts'
import { createPlainServer } from '../testing/simulation/plain-server.ts'
import { createScenario, type Scenario } from '../testing/simulation/scenario.ts'
import type { Core } from '../testing/simulation/world.ts'

/** A message whose request was lost on its way, and of which something is wanted then. */
async function wishInDoubt(wish: string | null): Promise<Scenario & { core: Core }> {
  const scenario = await createScenario(1, createPlainServer)
  const [core] = scenario.cores
  if (core === undefined) throw new Error('no tab is open')
  core.send('Hello', null)
  await scenario.at('POST /api/projects/7/conversations/: request', 'is lost')
  await scenario.at('commits parked', 'done')
  core.change(core.shown()[0] as MessageView, wish)
  return { ...scenario, core }
}

it('[OB17] [I2] notes of a message that it is sent again, and since when it may be there', async () => {
  const { world, cores, at, rest } = await createScenario(1, createPlainServer)
  cores[0]?.send('Hello', null)
  await at('POST /api/projects/7/conversations/: request', 'is lost')
  cores[0]?.send('Once', null)
  expect(await rest()).toEqual([])
  const { messages } = await world.disk.rows()
  const ours = messages.filter(({ author }) => author === 'visitor')
  const told = ours.map(({ content, again }) => [content, again])
  expect(told.sort()).toEqual([
    ['Hello', ''],
    ['Once', undefined],
  ])
})

describe('a wish about a message that a look has proved to be absent', () => {
  it('[OB20] [I6] takes it back without sending it again', async () => {
    const { rest, requests, posted, shown, core } = await wishInDoubt(null)
    expect(await rest()).toEqual([])
    expect(requests()).toBe(1)
    expect(posted()).toEqual([])
    expect(shown(core)).toEqual([])
  })

  it('[OB20] [I6] gives it the new text before it is sent again', async () => {
    const { rest, posted, shown, core } = await wishInDoubt('Hello, Maja')
    expect(await rest()).toEqual([])
    expect(posted()).toEqual(['Hello, Maja'])
    expect(shown(core)).toEqual(['Hello, Maja: sent'])
  })
})
