import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import type { Store } from '../store/store.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { inDatabase, sabotage } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'
import { createRunWriter, FRAME_INTERVAL_MS } from './run-writer.ts'

it('[SV118] an answer has no hole where a frame could not be written', async () => {
  const assistant = createScriptedAssistant()
  const world = await startTestServer({ assistant })
  const ada = await world.visitor()
  const thread = await ada.open()
  await ada.append(thread, 'Shall I?')
  const turn = await assistant.turn()
  turn.say('Do ')
  await settle()
  const mend = await sabotage(world.place, { before: 'insert', table: 'run_frames' })
  turn.say('not ')
  await world.clock.advance(FRAME_INTERVAL_MS)
  await settle()
  await mend()
  turn.say('delete it.')
  turn.end()
  await settle()
  const { messages } = (await ada.get(`/${thread}/`)).body
  // What the assistant said after it was stopped is nobody's business.
  expect(messages[1]).toMatchObject({ type: 'ai', content: 'Do not ' })
  const logged = [...world.errors].map(({ event }) => event)
  expect(logged).toEqual(['run_frame_failed'])
})

it('[SV118] writes no frame after one that failed, and gives back all that is in none', async () => {
  const assistant = createScriptedAssistant()
  const world = await startTestServer({ assistant })
  const ada = await world.visitor()
  const thread = await ada.open()
  await ada.append(thread, 'Shall I?')
  await assistant.turn()
  const run = await inDatabase(world.place, (db) =>
    db.selectFrom('runs').select(['id', 'epoch']).executeTakeFirstOrThrow(),
  )
  const tries: number[] = []
  const causes: unknown[] = []
  const store: Pick<Store, 'write'> = {
    async write() {
      tries.push(tries.length + 1)
      if (tries.length === 2) throw new Error('once')
      return true as never
    },
  }
  const writer = createRunWriter({
    store,
    clock: world.clock,
    claim: { run: run.id, project: 1, conversation: thread, epoch: run.epoch },
    onBroken: (cause) => causes.push(cause),
  })
  const long = 'x'.repeat(1_024)
  writer.add('Do ')
  // Two frames on their way when the first of them fails.
  writer.add(`not ${long}`)
  writer.add(`ever ${long}`)
  await settle()
  writer.add('delete it.')
  await world.clock.advance(FRAME_INTERVAL_MS)
  const { rest } = await writer.finish()
  expect(rest).toBe(`not ${long}ever ${long}delete it.`)
  expect([tries.length, causes.length]).toEqual([2, 1])
})
