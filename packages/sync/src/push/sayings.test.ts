import { expect, it } from 'vitest'
import { createPlainServer } from '../testing/simulation/plain-server.ts'
import { createScenario } from '../testing/simulation/scenario.ts'

it('[OB16] says once, and keeps no longer, what such a server has no ear for', async () => {
  const { world, cores, run, rest } = await createScenario(1, createPlainServer)
  const [core] = cores
  core?.send('Hello', null)
  await run()
  const thread = core?.sync.status.get().currentThread ?? ''
  void core?.sync.describe(thread, { wantsPeople: true })
  await run()
  expect(await rest()).toEqual([])
  const rows = await world.disk.look((tx) => tx.threads.all())
  expect(rows.map(({ saying }) => saying)).toEqual([undefined])
})
