import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGrowingParser, parseMarkdown } from './parse-markdown.ts'

const PIECES = [
  ...['a', 'word ', ' ', '\n', '\n\n', '\r', '\r\n', '\t', '#', '# ', '- ', '1. ', '2. ', '   '],
  ...['> ', '```', '```\n', '~~~\n', '---', '|', '| a | b |', '\n|-|-|\n', '-', ':', '=', '~~'],
  ...[
    '\na | b\n-|-',
    '**',
    '*',
    '_',
    '`',
    '[',
    '](https://x.test/)',
    '![',
    ']',
    'https://x.test',
    '- [x] ',
    '\\',
  ],
]

describe('a text that grows', () => {
  it('[RT39] gives the tree of the whole after every piece', () => {
    const texts = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string()), { maxLength: 60 })
    fc.assert(
      fc.property(texts, (pieces) => {
        const parse = createGrowingParser()
        let source = ''
        for (const piece of pieces) {
          source += piece
          expect(parse(source)).toEqual(parseMarkdown(source))
        }
      }),
      { numRuns: 1500 },
    )
  })

  it.each([
    'x\na | b\n-|-|-\ny',
    'x\n#\n#a\n# b',
    'a\r\n\r\nb\rc\n\rd',
    '- a\n\n  b\n- c\n\n\nd\n 1. e\n2. f\n3) g',
    '```js\na\n``\n```\nb\n````\n```\n````\n',
    '> a\n> > b\nc\n---\n----x\n***',
    '| a | b |\n|---|---|\n| 1 | 2 |\n3\n| 4 |',
    '- [ ] a\n- [x] **b** [c](https://x.test/) ![d](https://x.test/e)',
  ])('[RT39] gives the tree of the whole after every character of %j', (whole) => {
    const parse = createGrowingParser()
    for (let length = 0; length <= whole.length; length++) {
      const source = whole.slice(0, length)
      expect(parse(source)).toEqual(parseMarkdown(source))
    }
  })

  it('[RT39] gives the tree of the whole beyond the budget of nodes too', () => {
    const parse = createGrowingParser()
    const unit = '- *a*\n\n| a | b |\n|-|-|\n\n'
    for (let n = 1; n < 300; n += 7) {
      const source = unit.repeat(n)
      expect(parse(source)).toEqual(parseMarkdown(source))
    }
  })

  it('[RT39] keeps finished blocks as the objects that they were', () => {
    const parse = createGrowingParser()
    const before = parse('# a\n\nb\n\n- c\n\nd\n\ne')
    const after = parse('# a\n\nb\n\n- c\n\nd\n\ne and more')
    expect(after.children.map((block, n) => block === before.children[n])).toEqual([
      ...[true, true, true, false, false],
    ])
  })

  it('[RT39] starts anew for another text', () => {
    const parse = createGrowingParser()
    parse('# a\n\nb\n\nc\n\n')
    expect(parse('- a')).toEqual(parseMarkdown('- a'))
  })
})
