import { expect, it } from 'vitest'
import { countRows } from '../testing/test-database.ts'
import { openTestIndex } from '../testing/test-knowledge.ts'
import { type HelpSection, parseHelpArticle } from './help-sections.ts'
import { createKnowledgeIndex, type KnowledgeIndex } from './knowledge-index.ts'
import { RENEW_AFTER_MS } from './vocabularies.ts'

const RETURNS = '# Returns\n\nSend it back.\n\n## Refunds\n\nMoney comes back in 10 days.'

async function openIndex() {
  const { index, store, clock, place } = await openTestIndex()
  const add = (name: string, text: string, from: { project?: number; source?: string } = {}) =>
    index.replace(
      { project: 1, source: 'help', name, ...from },
      parseHelpArticle(text, { name, baseUrl: null }),
      text,
    )
  return { store, clock, place, index, add }
}

async function bodiesFor(index: KnowledgeIndex, text: string, project = 1): Promise<string[]> {
  const hits = await index.search({ project, text, limit: 10 })
  return hits.map(({ section }) => section.body)
}

it('[SV168] finds sections by any form of their words, the best first', async () => {
  const { index, add } = await openIndex()
  expect(await add('returns', RETURNS)).toBe('added')
  await add('money', '# Ways to pay\n\nMoney, cards and vouchers.')
  expect(await bodiesFor(index, 'refund of my money')).toEqual([
    'Money comes back in 10 days.',
    'Money, cards and vouchers.',
  ])
  expect(await index.search({ project: 1, text: 'refunded', limit: 1 })).toMatchObject([
    { section: { id: 'returns#refunds', article: 'Returns', heading: 'Refunds' }, coverage: 1 },
  ])
})

it('[SV168] leaves an unchanged article alone, and puts a changed one in its place', async () => {
  const { index, add } = await openIndex()
  await add('returns', RETURNS)
  expect(await add('returns', RETURNS)).toBe('unchanged')
  expect(await add('returns', '# Returns\n\nNever.')).toBe('replaced')
  expect(await bodiesFor(index, 'refunds')).toEqual([])
  expect(await bodiesFor(index, 'returns never')).toEqual(['Never.'])
  expect(await index.list(1)).toEqual([
    { source: 'help', name: 'returns', title: 'Returns', url: null, language: 'en', sections: 1 },
  ])
})

it('[SV168] forgets what was removed: one article, or a source', async () => {
  const { index, add, place } = await openIndex()
  await add('returns', RETURNS)
  await add('money', '# Money\n\nCards.')
  await add('other', '# Other money\n\nCoins.', { source: 'more' })
  expect(await index.remove({ project: 1, source: 'help' }, ['returns', 'unknown'])).toBe(1)
  expect(await bodiesFor(index, 'refunds')).toEqual([])
  expect(await index.remove({ project: 1, source: 'help' })).toBe(1)
  expect(await bodiesFor(index, 'money')).toEqual(['Coins.'])
  expect(await countRows(place, 'knowledge_sections')).toBe(1)
})

it('[SV168] finds what another process has changed since', async () => {
  const { index, add, store, clock } = await openIndex()
  const other = createKnowledgeIndex(store)
  await add('returns', RETURNS)
  expect(await bodiesFor(other, 'glass')).toEqual([])
  await add('glass', '# Glass\n\nClean it with water.')
  await clock.advance(RENEW_AFTER_MS)
  expect(await bodiesFor(other, 'glass')).toEqual(['Clean it with water.'])
  expect(await index.isEmpty(1)).toBe(false)
})

it('[SV168] writes an article as a whole or not at all', async () => {
  const { add, index } = await openIndex()
  await add('returns', RETURNS)
  const article = parseHelpArticle('# New\n\nText.', { name: 'returns', baseUrl: null })
  const [section] = article.sections
  const broken = { ...section, body: null } as unknown as HelpSection
  const place = { project: 1, source: 'help', name: 'returns' }
  const sections = [...article.sections, broken]
  await expect(index.replace(place, { ...article, sections }, 'new')).rejects.toThrow()
  expect(await bodiesFor(index, 'refunds')).toEqual(['Money comes back in 10 days.'])
})

it('[SV169] tells a project nothing of another', async () => {
  const { index, add } = await openIndex()
  await add('returns', RETURNS)
  await add('secrets', '# Secrets\n\nRefunds of the other shop.', { project: 2 })
  expect(await bodiesFor(index, 'refunds')).toEqual(['Money comes back in 10 days.'])
  expect(await bodiesFor(index, 'refunds', 2)).toEqual(['Refunds of the other shop.'])
  expect(await bodiesFor(index, 'refunds', 3)).toEqual([])
})

it('[SV168] takes any text for a question', async () => {
  const { index, add } = await openIndex()
  await add('returns', RETURNS)
  const strange = [
    '" OR 1',
    "' | x",
    'a:b*',
    '-refunds',
    '\0',
    '\ud800',
    '( NEAR',
    'x'.repeat(5_000),
  ]
  for (const text of strange) await bodiesFor(index, text)
  expect(await bodiesFor(index, '"refunds" AND (\'money\')')).toHaveLength(1)
})

it('[SV168] knows the words of other scripts, and German ones that are joined', async () => {
  const { index, add } = await openIndex()
  await add('ru', '# Лампа\n\nЛампа светит.')
  await add('de', '# Versand\n\nDie Lieferzeit ist kurz, und der Versand kostet nichts.')
  expect(await bodiesFor(index, 'лампа')).toHaveLength(1)
  expect(await bodiesFor(index, 'Versandkosten')).toHaveLength(1)
})
