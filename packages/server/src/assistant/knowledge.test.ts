import { createManualClock, settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import type { AssistantStep, AssistantTurn } from './assistant.ts'
import { parseHelpArticle } from './help-sections.ts'
import { createKnowledgeAssistant } from './knowledge.ts'

const sections = [
  ...parseHelpArticle(
    '---\nurl: /returns\n---\n# Returns\n\n## How long\n\nYou can return a lamp within 30 days.',
    { name: 'returns', baseUrl: 'https://shop.test' },
  ),
  ...parseHelpArticle('# Shipping\n\n## Norway\n\nA parcel to Norway takes *three* days.', {
    name: 'shipping',
    baseUrl: null,
  }),
]

const visitor = (content: string): AssistantTurn => ({ author: 'visitor', content })
const team = (content: string): AssistantTurn => ({ author: 'agent', content })

/** All steps of an answer given without pauses, with its words joined. */
async function answerTo(...history: readonly AssistantTurn[]): Promise<readonly AssistantStep[]> {
  const assistant = createKnowledgeAssistant({ sections, clock: createManualClock(), msPerWord: 0 })
  const steps: AssistantStep[] = []
  for await (const step of assistant.answer(history, new AbortController().signal)) {
    const last = steps.at(-1)
    if (step.kind === 'text' && last?.kind === 'text') {
      steps.splice(-1, 1, { kind: 'text', text: last.text + step.text })
    } else steps.push(step)
  }
  return steps
}

it('answers with the section and names it as the source', async () => {
  expect(await answerTo(visitor('Can I return a lamp?'))).toEqual([
    { kind: 'text', text: 'You can return a lamp within 30 days.' },
    {
      kind: 'citation',
      citation: { title: 'Returns, How long', url: 'https://shop.test/returns#how-long' },
    },
  ])
})

it('answers everything that was written since the last answer, each source once', async () => {
  const steps = await answerTo(
    visitor('How long does a parcel to Norway take?'),
    team('Three days.'),
    visitor('Can I return a lamp?'),
    visitor('And the parcel to Norway?'),
    visitor('I return a lamp'),
  )
  expect(steps).toEqual([
    {
      kind: 'text',
      text: 'You can return a lamp within 30 days.\n\nA parcel to Norway takes *three* days.',
    },
    {
      kind: 'citation',
      citation: { title: 'Returns, How long', url: 'https://shop.test/returns#how-long' },
    },
    { kind: 'citation', citation: { title: 'Shipping, Norway', url: null } },
  ])
})

it('offers a person when it is not sure', async () => {
  const steps = await answerTo(visitor('Norway parcel lighthouse'))
  expect(steps.map((step) => step.kind)).toEqual(['text', 'citation', 'text'])
  expect(steps.at(-1)).toMatchObject({ text: expect.stringContaining('write “person”') })
})

it('hands over when it finds nothing', async () => {
  const steps = await answerTo(visitor('Is the moon made of cheese?'))
  expect(steps).toEqual([
    { kind: 'text', text: expect.stringContaining('a person will answer you here') },
    { kind: 'hand_over', reason: 'no_answer' },
  ])
})

it('hands over at once to a visitor who asks for a person, whatever else was asked', async () => {
  const steps = await answerTo(visitor('Can I return a lamp?'), visitor('I want a human'))
  expect(steps).toEqual([
    { kind: 'text', text: expect.stringContaining('A person from our team will answer') },
    { kind: 'hand_over', reason: 'visitor_request' },
  ])
})

it('asks back after a greeting, and lets a thank-you stand', async () => {
  expect(await answerTo(visitor('Hello!'))).toEqual([
    { kind: 'text', text: 'What would you like to know? I answer from our help pages.' },
  ])
  expect(await answerTo(visitor('Return?'), team('30 days.'), visitor('Thank you'))).toEqual([
    { kind: 'text', text: 'All right. Write again whenever you have a question.' },
  ])
})

it('stops between two words when it is aborted, without a citation', async () => {
  const clock = createManualClock()
  const stop = new AbortController()
  const assistant = createKnowledgeAssistant({ sections, clock })
  const steps: AssistantStep[] = []
  const done = (async () => {
    for await (const step of assistant.answer([visitor('Return a lamp?')], stop.signal)) {
      steps.push(step)
    }
  })()
  await settle()
  await clock.advance(28)
  stop.abort()
  await done
  expect(steps).toEqual([
    { kind: 'text', text: 'You ' },
    { kind: 'text', text: 'can ' },
  ])
})
