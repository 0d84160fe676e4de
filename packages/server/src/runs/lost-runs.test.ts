/** Runs whose process says nothing any more. */
import { settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { DEFAULTS } from '../server-options.ts'
import type { Place } from '../store/open-database.ts'
import { type ReadEvent, readEvents } from '../testing/event-reader.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { ENGINE, inDatabase } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'

describe('[SV16] a run whose process lives but lost its lease', () => {
  it('is kept while its own process answers it, however long a pause', async () => {
    const assistant = createScriptedAssistant()
    const { visitor, clock, ticketTexts } = await startTestServer({ assistant })
    const ada = await visitor()
    const thread = await ada.open()
    await ada.append(thread, 'Question')
    const turn = await assistant.turn()
    await clock.advance(4 * 60_000)
    turn.say('At last')
    turn.end()
    await settle()
    expect(await ticketTexts(thread)).toEqual(['Question', 'At last'])
  })
})

describe('[SV16] a run whose process has died', () => {
  /** As another process has it that is no more: it holds the run, and renews no lease. */
  const takeAway = (place: Place): Promise<unknown> =>
    inDatabase(place, (db) => db.updateTable('runs').set({ epoch: 99 }).execute())

  const kindOf = ({ event, data }: ReadEvent): string =>
    event === 'conversation' ? data.status : data.type

  it.each<[string, readonly string[], readonly string[]]>([
    ['before its first word', [], []],
    ['in the middle of its answer', ['Half an answer'], ['ai', 'ai']],
  ])('%s ends its streams with a failure', async (_when, words, told) => {
    const assistant = createScriptedAssistant()
    const { visitor, clock, place } = await startTestServer({ assistant })
    const ada = await visitor()
    const thread = await ada.open()
    const stream = readEvents(await ada.stream(thread, 'Question'))
    const turn = await assistant.turn()
    for (const word of words) turn.say(word)
    await settle()
    await takeAway(place)
    await clock.advance(DEFAULTS.runLeaseMs)
    await clock.advance(DEFAULTS.runLeaseMs)
    expect((await stream.rest()).map(kindOf)).toEqual([
      'human',
      'in_progress',
      ...told,
      'idle',
      'ai/failure',
    ])
    expect((await ada.get(`/${thread}/`)).body.messages).toHaveLength(1 + words.length)
  })

  it.skipIf(ENGINE !== 'postgres')(
    '(PostgreSQL: several processes) ends the streams of other processes with it too',
    async () => {
      const assistant = createScriptedAssistant()
      const first = await startTestServer({ assistant })
      const ada = await first.visitor()
      const thread = await ada.open()
      await ada.append(thread, 'Question')
      await assistant.turn()
      const second = await first.startAgain({ assistant: null })
      const again = second.callerWith(ada.access)
      const attached = readEvents(
        await again.raw('POST', '/', {
          body: { conversation: thread, content: null, trace_id: second.id() },
        }),
      )
      await attached.next()
      await takeAway(first.place)
      await first.clock.advance(DEFAULTS.runLeaseMs)
      await first.clock.advance(DEFAULTS.runLeaseMs)
      expect((await attached.rest()).map(kindOf)).toEqual(['idle', 'ai/failure'])
    },
  )
})
