import { expect, it } from 'vitest'
import { openTestIndex } from '../testing/test-knowledge.ts'
import { parseHelpArticle } from './help-sections.ts'
import type { KnowledgeIndex } from './knowledge-index.ts'
import { type ArticleShelf, nameArticles } from './start-claim.ts'

const START = { project: 1, source: 'start' }

const put = (articles: ArticleShelf, name: string, text = name) =>
  articles.replace(
    { ...START, name },
    parseHelpArticle(`# ${text}\n\nText.`, { name, baseUrl: null }),
    text,
  )

const names = async (index: KnowledgeIndex) => (await index.list(1)).map(({ name }) => name)

it('[SV215] lets the process that begins last have the source, and the one before write no more', async () => {
  const { index } = await openTestIndex()
  const first = await index.claimStart()
  await put(first.articles, 'a')
  const last = await index.claimStart()
  const late = [
    await put(first.articles, 'b'),
    await first.articles.remove(START, ['a']),
    await first.finish([]),
  ]
  await put(last.articles, 'c')
  const reading = await index.startedWith()
  const gone = await last.articles.remove(START, ['a'])
  const finished = await last.finish([{ name: 'c', hash: 'c' }])
  expect([late, reading, gone, await names(index)]).toEqual([
    ['overtaken', 0, null],
    null,
    1,
    ['c'],
  ])
  expect(await index.startedWith()).toBe(finished)
})

it('[SV215] names the same articles alike, and others otherwise, whatever else the source has', async () => {
  const { index } = await openTestIndex()
  await index.replace(
    { ...START, name: 'refused' },
    parseHelpArticle('# Old\n\nText.', { name: 'refused', baseUrl: null }),
    'old',
  )
  const start = async (...articles: readonly (readonly [name: string, hash: string])[]) => {
    const claim = await index.claimStart()
    return await claim.finish(articles.map(([name, hash]) => ({ name, hash })))
  }
  const once = await start(['a', 'A'], ['b', 'B'])
  expect(once).toBe(
    nameArticles([
      { name: 'b', hash: 'B' },
      { name: 'a', hash: 'A' },
    ]),
  )
  expect(await start(['b', 'B'], ['a', 'A'])).toBe(once)
  expect(await start(['a', 'Other'])).not.toBe(once)
})
