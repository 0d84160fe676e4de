/** What holds for any input at all: found by random messages made of the pieces that matter. */
import { Session } from 'node:inspector/promises'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import type { Block, Inline, Link, Root } from './tree.ts'

// Only functions compiled after the counting began have counters in their blocks: import late.
const counter = await createOperationCounter()
const { linkTarget, namesHost } = await import('./link-policy.ts')
const { linksOf } = await import('./links-of.ts')
const { parseMarkdown } = await import('./parse-markdown.ts')
const { inlineToText, toPlainText } = await import('./to-plain-text.ts')

afterAll(() => counter.close())

const MARKUP = [
  ...[
    '*',
    '**',
    '***',
    '_',
    '__',
    '`',
    '``',
    '```',
    '~~~',
    '[',
    '![',
    ']',
    '](',
    '(',
    ')',
    '<',
    '>',
    '\\',
  ],
  ...[
    '\n',
    '\n\n',
    '\r\n',
    ' ',
    '  ',
    '\t',
    '> ',
    '- ',
    '* ',
    '1. ',
    '7) ',
    '# ',
    '## ',
    '---',
    '|',
    '|---|',
  ],
  ...[
    'https://',
    'http:',
    'www.',
    '//',
    '/',
    '@',
    '.test',
    ':',
    '#',
    '&amp;',
    '<b>',
    '"',
    "'",
    ',',
    '!',
    '~',
  ],
  ...[
    '。',
    '\u202e',
    '\u0000',
    '\ud800',
    '\udc00',
    '😀',
    '\u2028',
    '[a](https://x.test/',
    'me@x.test',
  ],
]
const SCHEMES = [
  ...[
    'javascript:',
    'JaVaScRiPt:',
    'java\tscript:',
    '\u0001javascript:',
    'data:text/html,',
    'vbscript:',
    'blob:',
  ],
  ...[
    'file:///',
    'ftp://',
    'mailto:',
    'tel:',
    'sms:',
    'https://user:word@',
    'https:/',
    'https:\\\\',
    '/\\',
    '?',
    '%0a',
  ],
]

const messageOf = (pieces: readonly string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.constant('word')), { maxLength: 80 })
    .map((chosen) => chosen.map((piece, n) => (piece === 'word' ? `q${n}q` : piece)).join(''))

type AnyNode = Root | Block | Inline

function childrenOf(node: AnyNode): readonly AnyNode[] {
  if (node.type === 'list') return node.items.flat()
  return 'children' in node ? node.children : []
}

function allNodes(root: Root): readonly { node: AnyNode; depth: number }[] {
  const found: { node: AnyNode; depth: number }[] = [{ node: root, depth: 0 }]
  for (const { node, depth } of found) {
    found.push(...childrenOf(node).map((child) => ({ node: child, depth: depth + 1 })))
  }
  return found
}

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
      fc.property(messageOf([...MARKUP, ...SCHEMES, '](', '[', ')']), (source) => {
        for (const { type, isHostInText, children, ...target } of linksOf(parseMarkdown(source))) {
          expect(new URL(target.href).protocol).toMatch(/^(?:https?|mailto|tel):$/)
          expect(linkTarget(target.href)).toEqual(target)
          const label = inlineToText(children)
          expect({ type, isHostInText, isVisible: label.trim() !== '' }).toEqual({
            type: 'link',
            isHostInText: namesHost(label, target),
            isVisible: true,
          })
        }
      }),
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

  it('is shown literally when it is nothing but delimiters', () => {
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
})

interface OperationCounter {
  count(work: () => unknown): Promise<number>
  close(): Promise<void>
}

/** Counts the blocks of this package that run, by the engine's own coverage, so it needs no clock. */
async function createOperationCounter(): Promise<OperationCounter> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

  async function take(): Promise<number> {
    const { result } = await session.post('Profiler.takePreciseCoverage')
    return result
      .filter((script) => /richtext\/src\/(?!guarantees)/.test(script.url))
      .flatMap((script) => script.functions.flatMap((fn) => fn.ranges))
      .reduce((sum, range) => sum + range.count, 0)
  }

  return {
    async count(work) {
      await take()
      work()
      return take()
    },
    async close() {
      await session.post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}
