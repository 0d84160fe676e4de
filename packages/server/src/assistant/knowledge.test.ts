import { createManualClock, settle } from '@porchlight/testkit'
import { expect, it } from 'vitest'
import { parseHelpArticle } from '../knowledge/help-sections.ts'
import type { KnowledgeIndex } from '../knowledge/knowledge-index.ts'
import { openTestIndex } from '../testing/test-knowledge.ts'
import type { AssistantStep, AssistantTurn } from './assistant.ts'
import { createKnowledgeAssistant } from './knowledge.ts'

const ARTICLES = [
  {
    name: 'returns',
    text: '---\nurl: /returns\n---\n# Returns\n\n## How long\n\nYou can return a lamp within 30 days.',
  },
  {
    name: 'shipping',
    text: '# Shipping\n\n## Norway\n\nA parcel to Norway takes *three* days.',
  },
  { name: 'rueckgabe', text: '# Rückgabe\n\nSie können jede Lampe in 30 Tagen zurückgeben.' },
]

async function openIndex(): Promise<KnowledgeIndex> {
  const { index } = await openTestIndex()
  for (const { name, text } of ARTICLES) {
    const article = parseHelpArticle(text, { name, baseUrl: 'https://shop.test' })
    await index.replace({ project: 1, source: 'test', name }, article, text)
  }
  return index
}

const visitor = (content: string): AssistantTurn => ({ author: 'visitor', content })
const team = (content: string): AssistantTurn => ({ author: 'agent', content })

/** All steps of an answer given without pauses, with its words joined. */
async function answerTo(...history: readonly AssistantTurn[]): Promise<readonly AssistantStep[]> {
  return await answerIn(1, history)
}

async function answerIn(
  project: number,
  history: readonly AssistantTurn[],
): Promise<readonly AssistantStep[]> {
  const knowledge = await openIndex()
  const clock = createManualClock()
  const assistant = createKnowledgeAssistant({ knowledge, clock, msPerWord: 0 })
  const steps: AssistantStep[] = []
  const { signal } = new AbortController()
  for await (const step of assistant.answer(history, signal, { project })) {
    const last = steps.at(-1)
    if (step.kind === 'text' && last?.kind === 'text') {
      steps.splice(-1, 1, { kind: 'text', text: last.text + step.text })
    } else steps.push(step)
  }
  return steps
}

it('answers with the section and names it as the source', async () => {
  expect(await answerTo(visitor('Can I return a lamp?'))).toEqual([
    {
      kind: 'citation',
      citation: { title: 'Returns, How long', url: 'https://shop.test/returns#how-long' },
    },
    { kind: 'text', text: 'You can return a lamp within 30 days.' },
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
      kind: 'citation',
      citation: { title: 'Returns, How long', url: 'https://shop.test/returns#how-long' },
    },
    { kind: 'citation', citation: { title: 'Shipping, Norway', url: null } },
    {
      kind: 'text',
      text: 'You can return a lamp within 30 days.\n\nA parcel to Norway takes *three* days.',
    },
  ])
})

it('offers a person when it is not sure', async () => {
  const steps = await answerTo(visitor('Norway parcel lighthouse'))
  expect(steps.map((step) => step.kind)).toEqual(['citation', 'text'])
  expect(steps.at(-1)).toMatchObject({ text: expect.stringContaining('write “person”') })
})

it('answers a German question from a German article, and speaks German itself', async () => {
  expect(await answerTo(visitor('Wie kann ich eine Lampe zurückgeben?'))).toMatchObject([
    { citation: { title: 'Rückgabe', url: null } },
    { text: 'Sie können jede Lampe in 30 Tagen zurückgeben.' },
  ])
  expect(await answerTo(visitor('Regnet es morgen in Paris?'))).toMatchObject([
    { text: expect.stringContaining('jemand aus unserem Team antwortet Ihnen hier') },
    { kind: 'hand_over' },
  ])
})

it('[SV170] leaves a project without articles to people, and says nothing', async () => {
  expect(await answerIn(2, [visitor('Can I return a lamp?')])).toEqual([
    { kind: 'hand_over', reason: 'no_articles' },
  ])
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

it('[SV213] has a suggestion for the team at once, and offers no person in it', async () => {
  const knowledge = await openIndex()
  const assistant = createKnowledgeAssistant({ knowledge, clock: createManualClock() })
  const { signal } = new AbortController()
  const site = { project: 1, isForTeam: true }
  const history = [visitor('I want a human. Norway parcel lighthouse')]
  const steps: AssistantStep[] = []
  for await (const step of assistant.answer(history, signal, site)) steps.push(step)
  expect(steps).toEqual([
    { kind: 'citation', citation: { title: 'Shipping, Norway', url: null } },
    { kind: 'text', text: 'A parcel to Norway takes *three* days.' },
  ])
})

it('stops between two words when it is aborted', async () => {
  const clock = createManualClock()
  const stop = new AbortController()
  const assistant = createKnowledgeAssistant({ knowledge: await openIndex(), clock })
  const steps: AssistantStep[] = []
  const done = (async () => {
    for await (const step of assistant.answer([visitor('Return a lamp?')], stop.signal, {
      project: 1,
    })) {
      steps.push(step)
    }
  })()
  await settle()
  await clock.advance(28)
  stop.abort()
  await done
  expect(steps.slice(1)).toEqual([
    { kind: 'text', text: 'You ' },
    { kind: 'text', text: 'can ' },
  ])
})
