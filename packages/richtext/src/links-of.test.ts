import { expect, it } from 'vitest'
import { linksOf } from './links-of.ts'
import { parseMarkdown } from './parse-markdown.ts'

it('finds the links and images of every kind of block, in reading order, and none in code', () => {
  const root = parseMarkdown(
    [
      '# https://a.test',
      '**x [y](https://b.test) `https://no.test`**',
      '> - c@c.test',
      '---',
      '```',
      'https://no.test',
      '```',
      '![d](https://d.test) [e](javascript:x)',
      '| [f](https://f.test) |',
      '|---|',
      '| https://g.test |',
    ].join('\n'),
  )
  expect(linksOf(root).map((link) => link.href)).toEqual([
    'https://a.test/',
    'https://b.test/',
    'mailto:c@c.test',
    'https://d.test/',
    'https://f.test/',
    'https://g.test/',
  ])
})
