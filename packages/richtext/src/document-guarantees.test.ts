/** What holds for any document of an editor, or for what is sent in the place of one. */
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { allNodes, isAllowed } from './testing/check-tree.ts'
import { MARKUP, SCHEMES } from './testing/hostile-pieces.ts'
import { createOperationCounter } from './testing/operation-counter.ts'

const counter = await createOperationCounter()
const { linksOf } = await import('./links-of.ts')
const { parseRichContent } = await import('./parse-rich-content.ts')

afterAll(() => counter.close())

const TYPES = [
  ...['text', 'paragraph', 'heading', 'bulletList', 'orderedList', 'taskList', 'listItem'],
  ...['taskItem', 'blockquote', 'codeBlock', 'image', 'horizontalRule', 'hardBreak', 'table'],
  ...['tableRow', 'tableCell', 'tableHeader', 'doc', 'mention', '__proto__', 'constructor'],
]
const ADDRESSES = [...SCHEMES, ...MARKUP].map((piece) => `${piece}x.test/`)

/** Documents as an editor might write them, and as nobody should. */
const documents = fc.letrec((tie) => {
  const anything = fc.jsonValue({ maxDepth: 1 })
  const address = fc.oneof(fc.constantFrom(...ADDRESSES), fc.constant('https://x.test/'), anything)
  const attrs = fc.record(
    {
      level: anything,
      start: anything,
      checked: anything,
      align: anything,
      src: address,
      alt: anything,
    },
    { requiredKeys: [] },
  )
  const marks = fc.array(
    fc.record(
      {
        type: fc.constantFrom('bold', 'italic', 'underline', 'strike', 'code', 'link', 'other'),
        attrs: fc.record({ href: address }),
      },
      { requiredKeys: ['type'] },
    ),
    { maxLength: 3 },
  )
  return {
    node: fc.oneof(
      { maxDepth: 8, depthSize: 'medium' },
      fc.record(
        {
          type: fc.constantFrom(...TYPES),
          text: fc.oneof(fc.string(), fc.constantFrom(...ADDRESSES)),
          marks,
          attrs,
        },
        { requiredKeys: ['type'] },
      ),
      fc.record({
        type: fc.constantFrom(...TYPES),
        attrs,
        content: fc.array(fc.oneof({ weight: 9, arbitrary: tie('node') }, anything), {
          maxLength: 6,
        }),
      }),
    ),
  }
}).node

const HUGE: readonly (readonly [string, (n: number) => unknown])[] = [
  [
    'paragraphs',
    (n) => Array(n).fill({ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }),
  ],
  ['texts', (n) => [{ type: 'paragraph', content: Array(n).fill({ type: 'text', text: 'a' }) }]],
  [
    'marked texts',
    (n) => [
      {
        type: 'paragraph',
        content: Array(n).fill({
          type: 'text',
          text: 'a',
          marks: [{ type: 'bold' }, { type: 'strike' }],
        }),
      },
    ],
  ],
  [
    'links',
    (n) => [
      {
        type: 'paragraph',
        content: Array.from({ length: n }, (_, at) => ({
          type: 'text',
          text: 'a',
          marks: [{ type: 'link', attrs: { href: `https://x.test/${at}` } }],
        })),
      },
    ],
  ],
  ['addresses', (n) => [{ type: 'text', text: 'https://x.test/ '.repeat(n) }]],
  ['images', (n) => Array(n).fill({ type: 'image', attrs: { src: 'https://x.test/' } })],
  ['breaks', (n) => [{ type: 'paragraph', content: Array(n).fill({ type: 'hardBreak' }) }]],
  ['code', (n) => [{ type: 'codeBlock', content: Array(n).fill({ type: 'text', text: 'a' }) }]],
  ['rules', (n) => Array(n).fill({ type: 'horizontalRule' })],
  ['items', (n) => [{ type: 'bulletList', content: Array(n).fill({ type: 'listItem' }) }]],
  ['rows', (n) => [{ type: 'table', content: Array(n).fill({ type: 'tableRow' }) }]],
  [
    'cells',
    (n) => [
      {
        type: 'table',
        content: [{ type: 'tableRow', content: Array(n).fill({ type: 'tableCell' }) }],
      },
    ],
  ],
  ['unknown nodes', (n) => Array(n).fill({ type: 'other', attrs: { label: 'a' } })],
  ['no nodes', (n) => Array(n).fill(null)],
  ...['blockquote', 'bulletList', 'table', 'other'].map(
    (type): readonly [string, (n: number) => unknown] => [
      `${type} within ${type}`,
      (n) => {
        let content: unknown[] = [{ type: 'text', text: 'a' }]
        for (let depth = 0; depth < n; depth++) content = [{ type, content }]
        return content
      },
    ],
  ),
]

describe('any document', () => {
  it('[RT32] [RT37] has only links that the policy made, and never fails', () => {
    fc.assert(
      fc.property(fc.array(documents, { maxLength: 4 }), (content) => {
        const root = parseRichContent({ type: 'doc', content })
        const links = root ? linksOf(root) : []
        expect(links.filter((link) => !isAllowed(link))).toEqual([])
      }),
      { numRuns: 800 },
    )
  })

  it('[RT32] [RT34] is any value at all', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        for (const document of [
          value,
          { type: 'doc', content: [value] },
          { type: 'doc', content: value },
        ]) {
          expect(() => parseRichContent(document)).not.toThrow()
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each(HUGE)('[RT28] [RT29] [RS-005] [RS-006] stays within the budgets: %s', (_, contentOf) => {
    const root = parseRichContent({ type: 'doc', content: contentOf(20_000) })
    const nodes = root ? allNodes(root) : []
    expect(nodes.length).toBeLessThanOrEqual(1 + 2000 + 12)
    expect(nodes.every(({ depth }) => depth <= 20)).toBe(true)
  })

  it.each(HUGE)(
    '[RT31] costs at most 2.5 times the operations for twice as much: %s',
    async (_, contentOf) => {
      const [n, twice] = [8000, 16_000].map((size) => ({ type: 'doc', content: contentOf(size) }))
      const small = await counter.count(() => parseRichContent(n))
      const large = await counter.count(() => parseRichContent(twice))
      expect({ small, large, isLinear: large <= 2.5 * small + 1000 }).toEqual({
        small,
        large,
        isLinear: true,
      })
    },
  )
})
