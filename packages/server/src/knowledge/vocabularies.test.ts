import { expect, it } from 'vitest'
import { openTestIndex } from '../testing/test-knowledge.ts'
import { parseHelpArticle } from './help-sections.ts'
import { createVocabularies, RENEW_AFTER_MS } from './vocabularies.ts'
import { createVocabulary } from './vocabulary.ts'

async function open() {
  const { index, store, clock } = await openTestIndex()
  let reads = 0
  const vocabularies = createVocabularies({
    ...store,
    read: (work) => {
      reads += 1
      return store.read(work)
    },
  })
  return {
    clock,
    add: (word: string) =>
      index.replace(
        { project: 1, source: 'help', name: word },
        parseHelpArticle(`# The ${word}\n\nAbout the ${word}.`, { name: word, baseUrl: null }),
        word,
      ),
    /** Whether a word is known now, and how often all words have been read for it. */
    async look(word: string) {
      const known = await vocabularies.find(1)
      return [(known.get('en')?.frequencyOf(word) ?? 0) > 0, reads]
    },
  }
}

it('[SV221] reads the words of a project once while its articles change, and soon after', async () => {
  const { add, look, clock } = await open()
  expect(await look('lamp')).toEqual([false, 1])
  await add('lamp')
  expect(await look('lamp')).toEqual([true, 2])
  await add('tent')
  expect(await look('tent')).toEqual([false, 2])
  await clock.advance(RENEW_AFTER_MS)
  expect([await look('tent'), await look('tent')]).toEqual([
    [true, 3],
    [true, 3],
  ])
})

it('[SV221] reads them once for all who ask at the same time', async () => {
  const { add, look } = await open()
  await add('lamp')
  expect(await Promise.all([look('lamp'), look('lamp'), look('lamp')])).toEqual([
    [true, 1],
    [true, 1],
    [true, 1],
  ])
})

it('[SV221] looks for slips in the first eight words that are like none', () => {
  const known = [...'abcdefghi'].map((letter) => `${letter}lantern`)
  const vocabulary = createVocabulary([known.join(' ')], 'en')
  const found = vocabulary.expand([
    'alantern',
    'xy',
    ...known.map((word) => `${word.slice(0, -1)}m`),
  ])
  expect(found.map(({ size }) => size > 0)).toEqual([true, false, ...known.map((_, n) => n < 8)])
})
