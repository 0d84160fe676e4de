import { fileURLToPath } from 'node:url'
import { beforeEach, expect, it } from 'vitest'
import { openTestIndex } from '../testing/test-knowledge.ts'
import { ingest, listArticleFiles } from './ingest.ts'
import type { KnowledgeHit } from './knowledge-index.ts'

const folder = fileURLToPath(new URL('../../../../apps/demo/help', import.meta.url))

let find: (question: string) => Promise<KnowledgeHit | undefined>

beforeEach(async () => {
  const { index } = await openTestIndex()
  const source = { project: 1, source: 'demo', baseUrl: null }
  await ingest(index, source, await listArticleFiles(folder))
  find = async (text) => (await index.search({ project: 1, text, limit: 1 }))[0]
})

it.each([
  ['Where is my order?', 'orders#where-is-my-order'],
  ['Can I return a lamp?', 'returns#returning-within-30-days'],
  ['Can I return a lamp that I have already mounted?', 'returns#lamps-you-have-already-mounted'],
  ['Do you ship to Norway?', 'shipping#norway-switzerland-and-the-united-kingdom'],
  ['How long does shipping to Austria take?', 'shipping#how-long-a-parcel-takes'],
  ['my lamp flickers', 'bulbs-and-dimming#dimming-and-lamps-that-flicker'],
  ['dimable bulb', 'bulbs-and-dimming#dimming-and-lamps-that-flicker'],
  ['how do I clean brass', 'care#cleaning-metal'],
  ['can i pay by invoice', 'payment#ways-to-pay'],
  ['When do I get my money back?', 'returns#when-the-refund-arrives'],
  ['I want to cancel my order', 'orders#changing-or-cancelling-an-order'],
  ['how can i shorten the cable', 'assembly#shortening-the-cable-of-a-pendant'],
  ['is this lamp ok in the bathroom?', 'assembly#outdoors-and-in-the-bathroom'],
  ['do I have to pay customs', 'shipping#norway-switzerland-and-the-united-kingdom'],
  ['when are you open', 'workshop#opening-hours'],
  ['do you have a warranty', 'warranty#what-the-five-years-cover'],
])('answers “%s” with %s, and surely', async (question, id) => {
  const hit = await find(question)
  expect([hit?.section.id, hit?.coverage]).toEqual([id, 1])
})

it.each(['is it raining in paris', 'my cat likes the lamp', 'can you write me a poem'])(
  'covers less than half of “%s”, and names nothing of it',
  async (question) => {
    const hit = await find(question)
    expect(hit?.coverage ?? 0).toBeLessThan(0.5)
    expect(hit?.isNamed ?? false).toBe(false)
  },
)

it.each(['asdf qwer', 'who won the world cup', '', '???'])(
  'finds nothing for “%s”',
  async (question) => {
    expect(await find(question)).toBeUndefined()
  },
)
