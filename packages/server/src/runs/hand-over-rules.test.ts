import type { ConversationsSettings } from '@porchlight/protocol'
import { settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { changeConversationsSettings } from '../auth/conversations-settings.ts'
import { changeWidgetSettings } from '../auth/widget-settings.ts'
import { createScriptedAssistant } from '../testing/scripted-assistant.ts'
import { inStore } from '../testing/test-database.ts'
import { startTestServer } from '../testing/test-server.ts'

async function open(rules: Partial<ConversationsSettings>) {
  const assistant = createScriptedAssistant()
  const test = await startTestServer({ assistant })
  await inStore(test.place, (tx) => changeConversationsSettings(tx, 1, rules))
  const ada = await test.visitor()
  const thread = await ada.open()
  /** Asks, and lets the assistant answer when it is asked to. */
  async function ask(question: string): Promise<'assistant' | 'people'> {
    const before = assistant.calls
    await ada.append(thread, question)
    await settle()
    if (assistant.calls === before) return 'people'
    const turn = await assistant.turn()
    turn.say('An answer.')
    turn.end()
    await settle()
    return 'assistant'
  }
  const reason = async (): Promise<string | null> =>
    (await test.key.get('/tickets/1/')).body.escalation_reason
  return { ...test, ada, assistant, ask, reason, thread }
}

it('[SV176] a word of the project brings people, as a whole word in any spelling', async () => {
  const { ask, reason } = await open({ hand_over_words: ['Beschwerde', 'data  protection', ''] })
  expect(await ask('Where do complaints about beschwerdefrei go?')).toBe('assistant')
  expect(await ask('A question on data-PROTECTION!')).toBe('people')
  expect(await reason()).toBe('rule_words')
  expect(await ask('Hello?')).toBe('people')
})

it('[SV176] so does a word in any of the messages that nobody has answered yet', async () => {
  const { ada, thread, reason, assistant } = await open({ hand_over_words: ['complaint'] })
  await ada.enqueue(thread, 'I have a complaint', { more: true })
  await ada.enqueue(thread, 'Hello?')
  await settle()
  expect([await reason(), assistant.calls]).toEqual(['rule_words', 0])
})

it('[SV176] so does a tag of the ticket', async () => {
  const { ask, reason, key } = await open({ hand_over_tags: ['vip'] })
  expect(await ask('One')).toBe('assistant')
  await key.patch('/tickets/1/', { tags: ['vip', 'lamp'] })
  expect(await ask('Two')).toBe('people')
  expect(await reason()).toBe('rule_tag')
})

it('[SV176] so do as many answers as the project allows', async () => {
  const { ask, reason } = await open({ hand_over_after_answers: 2 })
  expect([await ask('One'), await ask('Two'), await ask('Three')]).toEqual([
    'assistant',
    'assistant',
    'people',
  ])
  expect(await reason()).toBe('rule_answers')
})

it('[SV224] within the hours people answer, and the assistant outside of them', async () => {
  const { ask, reason, place } = await open({ hand_over_within_hours: true })
  expect(await ask('Are you there?')).toBe('assistant')
  // It is noon on a Thursday, and one in Berlin.
  const openFrom = (from: string) => {
    const days = [null, null, null, [from, '17:00'] as const, null, null, null]
    const hours = { timeZone: 'Europe/Berlin', days }
    return inStore(place, (tx) => changeWidgetSettings(tx, 1, { hours }))
  }
  await openFrom('13:30')
  expect(await ask('And now?')).toBe('assistant')
  await openFrom('13:00')
  expect(await ask('And now?')).toBe('people')
  expect(await reason()).toBe('rule_hours')
  // What people have got stays theirs after closing.
  await openFrom('13:30')
  expect(await ask('Still there?')).toBe('people')
})

it('[SV224] hours change nothing where that is not asked for', async () => {
  const { ask, place } = await open({})
  const days = Array.from({ length: 7 }, () => ['00:00', '24:00'] as const)
  await inStore(place, (tx) => changeWidgetSettings(tx, 1, { hours: { timeZone: 'UTC', days } }))
  expect(await ask('Are you there?')).toBe('assistant')
})

it('[SV176] without a rule the assistant goes on', async () => {
  const { ask, reason } = await open({})
  expect([await ask('One'), await ask('Two')]).toEqual(['assistant', 'assistant'])
  expect(await reason()).toBeNull()
})
