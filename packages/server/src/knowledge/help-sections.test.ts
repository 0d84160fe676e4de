import { expect, it } from 'vitest'
import { parseHelpArticle, parseHelpPage } from './help-sections.ts'

const from = { name: 'returns', baseUrl: 'https://shop.test/' }

it('cuts an article at its headings and addresses each section', () => {
  const source = '---\nurl: returns.html\n---\n# Returns\n\nIn short.\n\n## How long?\n\n30 days.\n'
  expect(parseHelpArticle(source, from).sections).toEqual([
    {
      id: 'returns#',
      article: 'Returns',
      heading: null,
      body: 'In short.',
      url: 'https://shop.test/returns.html',
    },
    {
      id: 'returns#how-long',
      article: 'Returns',
      heading: 'How long?',
      body: '30 days.',
      url: 'https://shop.test/returns.html#how-long',
    },
  ])
})

it('works without front matter, without headings and with Windows line ends', () => {
  expect(parseHelpArticle('One line.\r\nTwo lines.\r\n', from).sections).toEqual([
    { id: 'returns#', article: 'returns', heading: null, body: 'One line.\nTwo lines.', url: null },
  ])
})

it('takes a hash mark inside a code block for text', () => {
  const bodies = parseHelpArticle('# A\n\n```\n# not a heading\n```\n', from).sections.map(
    (section) => section.body,
  )
  expect(bodies).toEqual(['```\n# not a heading\n```'])
})

it('prefers a title in the front matter and leaves out sections without text', () => {
  const source = '---\ntitle: Sending back\n---\n## Empty\n\n## Full\n\nText.'
  expect(
    parseHelpArticle(source, from).sections.map(({ article, heading }) => [article, heading]),
  ).toEqual([['Sending back', 'Full']])
})

it.each([
  ['javascript:alert(1)', null],
  ['https://help.test/a', 'https://help.test/a'],
  ['//other.test/a', 'https://other.test/a'],
  ['http://', null],
])('makes of the address %s %s', (address, url) => {
  expect(parseHelpArticle(`---\nurl: ${address}\n---\nText.`, from).sections[0]?.url).toBe(url)
})

it('has no address for a relative one when there is nothing to resolve it against', () => {
  const source = '---\nurl: returns.html\n---\nText.'
  expect(parseHelpArticle(source, { name: 'returns', baseUrl: null }).sections[0]?.url).toBeNull()
})

it('cuts a long section between its paragraphs, and one without any somewhere', () => {
  const paragraphs = Array.from({ length: 30 }, () => 'word '.repeat(60).trim()).join('\n\n')
  const { sections } = parseHelpArticle(`# Long\n\n${paragraphs}\n\n${'x'.repeat(9_000)}`, from)
  expect(Math.max(...sections.map(({ body }) => body.length))).toBeLessThanOrEqual(4_000)
  expect(
    sections
      .map(({ body }) => body)
      .join('')
      .replaceAll(/\s/g, ''),
  ).toBe(paragraphs.replaceAll(/\s/g, '') + 'x'.repeat(9_000))
})

it('takes the language from the front matter, or from the words', () => {
  const language = (text: string): string => parseHelpArticle(text, from).language
  expect(language('# Rückgabe\n\nSie können die Lampe zurückgeben.')).toBe('de')
  expect(language('# Returns\n\nYou can return the lamp.')).toBe('en')
  expect(language('---\nlanguage: de\n---\n# Returns\n\nYou can return it.')).toBe('de')
})

it('finds headings without their closing marks, also in a line that would take long', () => {
  const headings = (text: string) =>
    parseHelpArticle(`${text}\n\nText.`, from).sections.map(({ article }) => article)
  expect(headings('##\tA # b ##  ')).toEqual(['A # b'])
  expect(headings('# C#')).toEqual(['C'])
  for (const none of ['#', '#A', '####### A', '#   ', '# ##', ' # A']) {
    expect(headings(none)).toEqual(['returns'])
  }
  const startedAt = performance.now()
  parseHelpArticle(`# a${' '.repeat(400_000)}b`, from)
  parseHelpArticle(`# a${'#'.repeat(400_000)}b`, from)
  parseHelpArticle(`#${' '.repeat(400_000)}`, from)
  parseHelpArticle(`# ${' #'.repeat(200_000)}b`, from)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})

it('[SV172] has titles and headings as they are read, without marks or backslashes', () => {
  const page =
    '<h1>Size *A_4* [new]</h1><p>Text</p><h2>1. Paper &lt;80 g&gt; | more</h2><p>Text</p>'
  const { article } = parseHelpPage(page, from)
  const written = parseHelpArticle('# The *best* [lamp](https://a.test)\n\nText', from)
  expect([article.title, article.sections[1]?.heading, written.title]).toEqual([
    'Size *A_4* [new]',
    '1. Paper <80 g> | more',
    'The best lamp',
  ])
})

it('[SV171] cuts a title and a heading that are longer than any', () => {
  const { title, sections } = parseHelpArticle(
    `# ${'T'.repeat(301)}\n\nOne.\n\n## ${'h'.repeat(301)}\n\nTwo.`,
    { name: 'long', baseUrl: null, url: 'https://a.test/long' },
  )
  expect(title).toBe('T'.repeat(300))
  expect(sections).toEqual([
    expect.objectContaining({ id: 'long#', article: 'T'.repeat(300), heading: null }),
    expect.objectContaining({ id: `long#${'h'.repeat(300)}`, heading: 'h'.repeat(300) }),
  ])
  expect(parseHelpArticle(`---\ntitle: ${'t'.repeat(299)}😀\n---\nText.`, from).title).toBe(
    't'.repeat(299),
  )
})
