import type { ConversationsSettings } from '@porchlight/protocol'
import { createManualClock, settle } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import type { Assistant } from '../assistant/assistant.ts'
import { createKnowledgeAssistant } from '../assistant/knowledge.ts'
import { changeConversationsSettings } from '../auth/conversations-settings.ts'
import { parseHelpArticle } from '../knowledge/help-sections.ts'
import type { AssistantMaker } from '../server-options.ts'
import type { Place } from '../store/open-database.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { inStore } from '../testing/test-database.ts'
import { type Json, startTestServer, type VisitorCaller } from '../testing/test-server.ts'
import { SUMMARY_LIMIT_MS } from './summariser.ts'

const ARTICLE = '# Returns\n\n## How long\n\nReturn a lamp within 30 days.'

/** A conversation in which an assistant with that way to summarise has answered once. */
async function answerOnce(summarise: NonNullable<Assistant['summarise']>) {
  const scripted = createScriptedAssistant()
  const assistant: Assistant = { answer: scripted.answer, summarise }
  const test = await startTestServer({ assistant })
  const ada = await test.visitor()
  const thread = await ada.open()
  await ada.append(thread, 'Where is my lamp?')
  const turn = await scripted.turn()
  turn.say('On its way.')
  turn.end()
  await settle()
  return { ...test, scripted, ada, thread }
}

const set = (place: Place, change: Partial<ConversationsSettings>) =>
  inStore(place, (tx) => changeConversationsSettings(tx, 1, change))

const askForPerson = (ada: VisitorCaller): Promise<Json> =>
  ada.patch('/tickets/1/', { escalation_reason: 'visitor_request' })

describe('[SV200] a summary', () => {
  it('is a note of the assistant to the team, when it hands over', async () => {
    const clock = createManualClock()
    const assistant: AssistantMaker = async ({ knowledge, project }) => {
      const place = { project, source: 'test', name: 'returns' }
      const article = parseHelpArticle(ARTICLE, { name: place.name, baseUrl: null })
      await knowledge.replace(place, article, ARTICLE)
      return createKnowledgeAssistant({ knowledge, clock, msPerWord: 0 })
    }
    const { visitor, key, ticketTexts } = await startTestServer({ assistant, clock })
    const untilThereAre = async (messages: number): Promise<void> => {
      while ((await ticketTexts(thread)).length < messages) await settle()
    }
    const ada = await visitor()
    const thread = await ada.open()
    await ada.append(thread, 'Can I return a lamp?')
    await untilThereAre(2)
    await ada.append(thread, 'Is the moon made of [cheese](https://evil.test)?')
    await untilThereAre(5)
    const { results } = (await key.get('/tickets/1/messages/')).body
    expect(results.slice(-1)).toMatchObject([
      {
        author_type: 'AI',
        is_private: true,
        content: [
          '**The visitor wrote**',
          '',
          '- Can I return a lamp?',
          '- Is the moon made of \\[cheese\\] (https:\\//evil.test)?',
          '',
          '**Answered from** Returns, How long',
        ].join('\n'),
      },
    ])
    const seen = (await ada.get(`/${thread}/`)).body
    expect(JSON.stringify(seen)).not.toContain('The visitor wrote')
  })

  it('is made once when the visitor asks for a person, however often', async () => {
    const told: unknown[] = []
    const { ada, thread, key, ticketTexts, scripted } = await answerOnce(async (history) => {
      told.push(history)
      return ' A lamp is late. '
    })
    await ada.append(thread, 'When will it come?')
    const turn = await scripted.turn()
    turn.say('Soon.')
    turn.end()
    await settle()
    await askForPerson(ada)
    await askForPerson(ada)
    await settle()
    expect(told).toEqual([
      [
        { author: 'visitor', content: 'Where is my lamp?' },
        { author: 'assistant', content: 'On its way.' },
        { author: 'visitor', content: 'When will it come?' },
        { author: 'assistant', content: 'Soon.' },
      ],
    ])
    expect((await ticketTexts(thread)).slice(4)).toEqual(['A lamp is late.'])
    const [ticket] = (await key.get('/tickets/')).body.results
    expect(ticket).toMatchObject({ message_count: 4, last_message_text: 'Soon.' })
  })

  it.each([
    ['rule_words', (place: Place) => set(place, { hand_over_words: ['complaint'] })],
    ['quota', (place: Place) => set(place, { answers_per_month: 1 })],
  ])('is made where %s hands over within a post', async (reason, change) => {
    const { ada, place, thread, key, ticketTexts } = await answerOnce(async () => 'A lamp is late.')
    await change(place)
    await ada.append(thread, 'I have a complaint')
    await settle()
    expect((await key.get('/tickets/1/')).body.escalation_reason).toBe(reason)
    expect((await ticketTexts(thread)).slice(3)).toEqual(['A lamp is late.'])
  })

  it.each([
    [1, true],
    [2, false],
  ])(
    '[SV214] of a month with %i answers tells its assistant whether they are spent',
    async (limit, isSpent) => {
      const sites: unknown[] = []
      const { ada, place, thread } = await answerOnce(async (_, __, site) => {
        sites.push(site)
        return ''
      })
      await set(place, { answers_per_month: limit, hand_over_words: ['complaint'] })
      await ada.append(thread, 'I have a complaint')
      await settle()
      expect(sites).toEqual([{ project: 1, isQuotaSpent: isSpent }])
    },
  )

  it('is not made where a person has answered', async () => {
    const { ada, thread, key, ticketTexts } = await answerOnce(async () => 'A lamp is late.')
    await ada.append(thread, 'When will it come?')
    await key.post('/tickets/1/reply/', { message: 'Today.' })
    await settle()
    expect(await ticketTexts(thread)).not.toContain('A lamp is late.')
  })

  it('is not made of a single question, which is read as fast', async () => {
    const { ada, thread, ticketTexts } = await answerOnce(async () => 'A lamp is late.')
    await askForPerson(ada)
    await settle()
    expect(await ticketTexts(thread)).toHaveLength(2)
  })

  it.each<[string, NonNullable<Assistant['summarise']>, string[]]>([
    ['fails', () => Promise.reject(new Error('no')), ['summary_failed']],
    [
      'throws at once',
      () => {
        throw new Error('no')
      },
      ['summary_failed'],
    ],
    ['does not end', () => new Promise(() => {}), ['summary_failed']],
    ['has nothing to say', async () => ' ', []],
  ])('that %s changes nothing else', async (_, summarise, logged) => {
    const { ada, thread, key, clock, errors, scripted, ticketTexts } = await answerOnce(summarise)
    await ada.append(thread, 'When will it come?')
    const turn = await scripted.turn()
    turn.step({ kind: 'hand_over', reason: 'no_answer' })
    turn.end()
    await settle()
    await clock.advance(SUMMARY_LIMIT_MS)
    expect(errors.map(({ event }) => event)).toEqual(logged)
    expect(await ticketTexts(thread)).toHaveLength(3)
    const [ticket] = (await key.get('/tickets/')).body.results
    expect(ticket).toMatchObject({ escalation_reason: 'no_answer', mode: 'people' })
  })

  it('is not written into a thread that is gone by then, nor after the server', async () => {
    let finish = (_text: string): void => {}
    const summarise = () =>
      new Promise<string>((resolve) => {
        finish = resolve
      })
    const { ada, thread, key, errors, scripted, server } = await answerOnce(summarise)
    await ada.append(thread, 'When will it come?')
    const turn = await scripted.turn()
    turn.step({ kind: 'hand_over', reason: 'no_answer' })
    turn.end()
    await settle()
    const [ticket] = (await key.get('/tickets/')).body.results
    await key.delete(`/tickets/${ticket.id}/`)
    finish('A lamp is late.')
    await settle()
    await server.close()
    expect(errors).toEqual([])
  })

  it('is given up when the server is closed', async () => {
    let signal: AbortSignal | null = null
    const { ada, thread, scripted, server, errors } = await answerOnce((_history, given) => {
      signal = given
      return new Promise(() => {})
    })
    await ada.append(thread, 'When will it come?')
    const turn = await scripted.turn()
    turn.step({ kind: 'hand_over', reason: 'no_answer' })
    turn.end()
    await settle()
    await server.close()
    expect(signal).toMatchObject({ aborted: true })
    expect(errors).toEqual([])
  })
})
