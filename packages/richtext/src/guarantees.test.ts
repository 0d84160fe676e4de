/** What holds for any input at all: found by random messages made of the pieces that matter. */
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { allNodes, childrenOf, isAllowed } from './testing/check-tree.ts'
import { MARKUP, SCHEMES } from './testing/hostile-pieces.ts'
import { createOperationCounter } from './testing/operation-counter.ts'
import type { Link, Root } from './tree.ts'

const counter = await createOperationCounter()
const { linksOf } = await import('./links-of.ts')
const { createGrowingParser, parseMarkdown } = await import('./parse-markdown.ts')
const { parsePlainText } = await import('./parse-plain-text.ts')
const { toPlainText } = await import('./to-plain-text.ts')

afterAll(() => counter.close())

const messageOf = (pieces: readonly string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.constant('word')), { maxLength: 80 })
    .map((chosen) => chosen.map((piece, n) => (piece === 'word' ? `q${n}q` : piece)).join(''))

function messageIn(link: Link): Root {
  return { type: 'root', children: [{ type: 'paragraph', children: link.children }] }
}

/** Everything of a tree that a reader can see or follow. */
function contentOf(root: Root): string {
  const languages = allNodes(root).map(({ node }) => (node.type === 'codeBlock' ? node.lang : ''))
  return [toPlainText(root), ...languages, ...linksOf(root).map((link) => link.href)].join('\n')
}

describe('any message', () => {
  it('[RT30] keeps every word', () => {
    fc.assert(
      fc.property(messageOf(MARKUP), (source) => {
        const content = contentOf(parseMarkdown(source))
        const words = source.match(/q\d+q/g) ?? []
        expect(words.filter((word) => !content.includes(word))).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })

  it('[RT21] has only links that the policy made', () => {
    fc.assert(
      fc.property(
        messageOf([...MARKUP, ...SCHEMES, '](', '[', ')', '![a](', 'mailto:me@x.test)']),
        (source) => {
          const links = linksOf(parseMarkdown(source))
          expect(links.filter((link) => !isAllowed(link))).toEqual([])
        },
      ),
      { numRuns: 3000 },
    )
  })

  it('[RT17] has no link within a link, no empty text and no two texts side by side', () => {
    fc.assert(
      fc.property(messageOf(MARKUP), (source) => {
        for (const { node } of allNodes(parseMarkdown(source))) {
          const children = childrenOf(node)
          expect(children.filter((child) => child.type === 'text' && child.text === '')).toEqual([])
          expect(
            children.filter(
              (child, n) => child.type === 'text' && children[n + 1]?.type === 'text',
            ),
          ).toEqual([])
          const within = node.type === 'link' ? allNodes(messageIn(node)) : []
          expect(within.filter((inner) => inner.node.type === 'link')).toEqual([])
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('[RT32] is parsed without an exception, whatever its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) => {
        expect(typeof toPlainText(parseMarkdown(source))).toBe('string')
      }),
      { numRuns: 2000 },
    )
  })
})

const BOMBS = [
  ...[
    '[',
    '![',
    ']',
    '[](',
    '](',
    '[a](b',
    '[x](u)',
    '[](()',
    '[a](https://a.test/ ',
    '*',
    '**a ',
    '*a',
    'a*',
    '*a _b ',
  ],
  ...[
    '*a* ',
    '***a',
    '*[',
    '[*_`',
    '*_~`[(',
    '_',
    'a_',
    '`',
    '`a``b',
    '\\',
    '>',
    '> ',
    '- ',
    '- \n',
    '1. a\n',
    '1. ',
  ],
  ...[
    '# ',
    ' #',
    '#',
    '```\n',
    '~~~',
    '--- ',
    '- - x\n',
    '\n',
    '\n ',
    'x\n\n',
    ' ',
    '\t',
    '<',
    '<https://',
    'https://',
  ],
  ...['~~a', '~~a~~ ', '~~', '|', '|a', '| a |\n|-|\n', '|-', '\\|', '-|-\n', 'a|b\n-|-\n|'],
  ...['- [ ] a\n', '> |a|\n> |-|\n', '![a](https://a.test) ', '[![a](https://a.test)](', '<br>|'],
  ...['www.a', 'a@', '@a', 'a.', 'a@b.c ', '(', ')', '"', 'W'],
]

describe('a message made to hurt', () => {
  it.each(BOMBS)('[RT28] [RT29] stays within the budgets: %j', (unit) => {
    for (const source of [unit.repeat(20_000), `${unit.repeat(500)}a${'*_)]>'.repeat(500)}`]) {
      const nodes = allNodes(parseMarkdown(source))
      expect(nodes.length).toBeLessThanOrEqual(1 + 2000 + 12)
      expect(Math.max(...nodes.map(({ depth }) => depth))).toBeLessThanOrEqual(20)
    }
  })

  it('[RT-005] is shown literally when it is nothing but delimiters', () => {
    const source = '*_~`[('.repeat(20_000)
    expect(toPlainText(parseMarkdown(source))).toBe(source)
  })

  // The counter does not see into regular expressions; a quadratic one takes minutes here.
  it.each([
    ['```', '`'],
    ['# ', '\u2028a'],
    ['# a', '#b'],
    ['- ', '-a'],
    ['- - ', 'a'],
    ['> ', '> a'],
    ['` ', 'a`'],
    ['[a](', ')'],
    ['[a](<', '>)'],
    ['a@b.', '.'],
    ['|a|\n|', '-|'],
    ['|a|\n|-', 'x|'],
    ['|a|\n|-|\n|', '\\|'],
    ['- [', 'x] a'],
    ['- [x]', 'a'],
  ])('[RT31] reads a long gap between %j and %j at once', (before, after) => {
    const source = before + ' '.repeat(200_000) + after
    expect(contentOf(parseMarkdown(source)).length).toBeLessThanOrEqual(source.length + 10)
  })

  it.each(BOMBS)(
    '[RT31] costs at most 2.5 times the operations for twice the length: %j',
    async (unit) => {
      const small = await counter.count(() => parseMarkdown(unit.repeat(8000)))
      const large = await counter.count(() => parseMarkdown(unit.repeat(16_000)))
      const isLinear = small > 0 && large <= 2.5 * small + 1000
      expect({ small, large, isLinear }).toEqual({ small, large, isLinear: true })
    },
  )

  it.each(BOMBS)(
    '[RT31] costs as much where it is text as typed, as far as addresses go: %j',
    async (unit) => {
      const small = await counter.count(() => parsePlainText(unit.repeat(8000)))
      const large = await counter.count(() => parsePlainText(unit.repeat(16_000)))
      expect({ small, large, isLinear: large <= 2.5 * small + 1000 }).toEqual({
        small,
        large,
        isLinear: true,
      })
    },
  )
})

describe('a message that grows', () => {
  it.each([
    'A paragraph of some words.\n\n',
    'line\n\n',
    '# a\n',
    '| a | b |\n|---|---|\n| 1 | 2 |\n\n',
    '```\ncode\n```\n',
    '> quote\n\n',
    '*a* [b](https://x.test/)\n\n',
  ])(
    '[RT31] [RT39] costs at most 2.5 times as much with twice as many pieces: %j',
    async (unit) => {
      const stream = (pieces: number) => () => {
        const parse = createGrowingParser()
        const source = unit.repeat(pieces)
        for (let end = 5; end <= source.length; end += 5) parse(source.slice(0, end))
      }
      const small = await counter.count(stream(60))
      const large = await counter.count(stream(120))
      expect({ small, large, isLinear: large <= 2.5 * small }).toEqual({
        small,
        large,
        isLinear: true,
      })
    },
  )
})
