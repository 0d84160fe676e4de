import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readHelpSections } from './help-sections.ts'
import { createSectionSearch } from './section-search.ts'

const articles = fileURLToPath(new URL('../../../../apps/demo/help', import.meta.url))
const search = createSectionSearch(await readHelpSections(articles, null))

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
])('answers “%s” with %s, and surely', (question, id) => {
  const hit = search.find(question)
  expect([hit?.section.id, hit?.coverage]).toEqual([id, 1])
})

it.each(['is it raining in paris', 'my cat likes the lamp', 'can you write me a poem'])(
  'covers less than half of “%s”',
  (question) => {
    expect(search.find(question)?.coverage).toBeLessThan(0.5)
  },
)

it.each(['asdf qwer', 'who won the world cup', '', '???'])('finds nothing for “%s”', (question) => {
  expect(search.find(question)).toBeNull()
})
