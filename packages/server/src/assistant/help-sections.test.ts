import { expect, it } from 'vitest'
import { parseHelpArticle } from './help-sections.ts'

const from = { name: 'returns', baseUrl: 'https://shop.test/' }

it('cuts an article at its headings and addresses each section', () => {
  const source = '---\nurl: returns.html\n---\n# Returns\n\nIn short.\n\n## How long?\n\n30 days.\n'
  expect(parseHelpArticle(source, from)).toEqual([
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
  expect(parseHelpArticle('One line.\r\nTwo lines.\r\n', from)).toEqual([
    { id: 'returns#', article: 'returns', heading: null, body: 'One line.\nTwo lines.', url: null },
  ])
})

it('takes a hash mark inside a code block for text', () => {
  const bodies = parseHelpArticle('# A\n\n```\n# not a heading\n```\n', from).map(
    (section) => section.body,
  )
  expect(bodies).toEqual(['```\n# not a heading\n```'])
})

it('prefers a title in the front matter and leaves out sections without text', () => {
  const source = '---\ntitle: Sending back\n---\n## Empty\n\n## Full\n\nText.'
  expect(parseHelpArticle(source, from).map(({ article, heading }) => [article, heading])).toEqual([
    ['Sending back', 'Full'],
  ])
})

it.each([
  ['javascript:alert(1)', null],
  ['https://help.test/a', 'https://help.test/a'],
  ['//other.test/a', 'https://other.test/a'],
  ['http://', null],
])('makes of the address %s %s', (address, url) => {
  expect(parseHelpArticle(`---\nurl: ${address}\n---\nText.`, from)[0]?.url).toBe(url)
})

it('has no address for a relative one when there is nothing to resolve it against', () => {
  const source = '---\nurl: returns.html\n---\nText.'
  expect(parseHelpArticle(source, { name: 'returns', baseUrl: null })[0]?.url).toBeNull()
})
