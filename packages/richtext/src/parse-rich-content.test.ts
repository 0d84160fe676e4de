import { describe, expect, it } from 'vitest'
import { parseMarkdown } from './parse-markdown.ts'
import { parseRichContent } from './parse-rich-content.ts'
import { toPlainText } from './to-plain-text.ts'

type Json = Readonly<Record<string, unknown>>

const doc = (...content: unknown[]): Json => ({ type: 'doc', content })
const node = (type: string, ...content: unknown[]): Json => ({ type, content })
const p = (...content: unknown[]): Json => node('paragraph', ...content)
const t = (text: string, ...marks: (string | Json)[]): Json => ({
  type: 'text',
  text,
  marks: marks.map((mark) => (typeof mark === 'string' ? { type: mark } : mark)),
})
const withAttrs = (attrs: Json, it: Json): Json => ({ ...it, attrs })
const to = (href: unknown): Json => ({ type: 'link', attrs: { href } })
const item = (...content: unknown[]): Json => node('listItem', ...content)
const blocksOf = (...content: unknown[]) => parseRichContent(doc(...content))?.children

describe('a document', () => {
  it.each<[string, readonly unknown[], string]>([
    ['paragraphs', [p(t('a')), p(), p(t('b'))], 'a\n\nb'],
    ['breaks', [p(t('a'), { type: 'hardBreak' }, t('b'))], 'a\nb'],
    ['a heading', [withAttrs({ level: 2 }, node('heading', t('a')))], '## a'],
    [
      'bullets',
      [node('bulletList', item(p(t('a'))), item(p(t('b')), node('bulletList', item(p(t('c'))))))],
      '- a\n- b\n  - c',
    ],
    [
      'numbers',
      [withAttrs({ start: 3 }, node('orderedList', item(p(t('a'))), item(p(t('b')))))],
      '3. a\n4. b',
    ],
    [
      'boxes',
      [
        node(
          'taskList',
          withAttrs({ checked: true }, node('taskItem', p(t('a')))),
          node('taskItem', p(t('b'))),
        ),
      ],
      '- [x] a\n- [ ] b',
    ],
    ['a quote', [node('blockquote', p(t('a')), p(t('b')))], '> a\n>\n> b'],
    [
      'all of a code block',
      [
        withAttrs(
          { language: 'js' },
          node('codeBlock', t('a\n'), t('b'), { type: 'hardBreak' }, t('c')),
        ),
      ],
      '```js\na\nb\nc\n```',
    ],
    ['a rule', [p(t('a')), { type: 'horizontalRule' }], 'a\n\n---'],
    [
      'an image',
      [{ type: 'image', attrs: { src: 'https://x.test/c.png', alt: 'a cat' } }],
      '![a cat](https://x.test/c.png)',
    ],
    [
      'marks',
      [
        p(
          t('a', 'bold'),
          t(' '),
          t('b', 'italic'),
          t(' '),
          t('c', 'strike'),
          t(' '),
          t('d', 'code'),
        ),
      ],
      '**a** *b* ~~c~~ `d`',
    ],
    ['marks within marks', [p(t('a', 'italic', 'bold', 'strike'))], '***~~a~~***'],
    ['a link', [p(t('a', to('https://x.test/')))], '[a](https://x.test/)'],
    [
      'one link over several texts',
      [p(t('a ', to('https://x.test/')), t('b', 'bold', to('https://x.test/')))],
      '[a **b**](https://x.test/)',
    ],
    ['plain addresses', [p(t('see https://x.test/a.'))], 'see https://x.test/a.'],
    [
      'refused links',
      [p(t('a', to('javascript:b')), t(', '), t('c', to('/d')))],
      '[a](javascript:b), [c](/d)',
    ],
    [
      'refused images',
      [p({ type: 'image', attrs: { src: '/c.png', alt: 'a cat' } })],
      '![a cat](/c.png)',
    ],
    [
      'a table',
      [
        node(
          'table',
          node(
            'tableRow',
            node('tableHeader', p(t('a'))),
            withAttrs({ align: 'right' }, node('tableHeader', p(t('b')))),
          ),
          node(
            'tableRow',
            node('tableCell', p(t('1'))),
            withAttrs({ align: 'right' }, node('tableCell', p(t('2')))),
          ),
        ),
      ],
      '| a | b |\n|---|--:|\n| 1 | 2 |',
    ],
  ])('[RT34] has %s, as in markdown', (_, content, markdown) => {
    expect(parseRichContent(doc(...content))).toEqual(parseMarkdown(markdown))
  })

  it('[RT34] has underlined words, which markdown does not know', () => {
    expect(blocksOf(p(t('a', 'underline', 'bold')))).toEqual([
      {
        type: 'paragraph',
        children: [
          {
            type: 'strong',
            children: [{ type: 'underline', children: [{ type: 'text', text: 'a' }] }],
          },
        ],
      },
    ])
  })

  it('[RT34] has names of rows', () => {
    const rows = blocksOf(
      node('table', node('tableRow', node('tableCell'), node('tableHeader', p(t('a'))))),
    )
    expect(rows).toMatchObject([
      { rows: [[{ isHeader: false, children: [] }, { isHeader: true }]] },
    ])
  })

  it.each([
    [null],
    [undefined],
    ['doc'],
    [7],
    [[]],
    [{}],
    [{ type: 'doc' }],
    [{ type: 'doc', content: 'a' }],
    [{ type: 'doc', content: {} }],
    [{ type: ['doc'], content: [p(t('a'))] }],
    [doc()],
    [doc(p(), p(t('')))],
    [doc(null, 1, 'a'.repeat(0), [])],
    [p(t('a'))],
    [Object.create(doc(p(t('a'))))],
  ])('[RT34] is not %j', (value) => {
    expect(parseRichContent(value)).toBeUndefined()
  })

  it('[RT37] gives what is within unknown nodes, and the name of a mention', () => {
    const mention = { type: 'mention', attrs: { id: '7', label: 'Ana' } }
    const content = [
      node('callout', p(t('a')), node('toggle', p(t('b')))),
      p(t('c '), mention, node('badge', t('d'))),
    ]
    expect(blocksOf(...content)).toEqual(parseMarkdown('a\n\nb\n\nc Anad').children)
  })

  it('[RT37] looks at own properties alone', () => {
    const hostile: unknown = JSON.parse(
      '{"type":"doc","content":[{"type":"__proto__","attrs":{"__proto__":{"polluted":1}},"content":[{"type":"text","text":"a"}]},{"type":"constructor"},{"type":"toString"},{"__proto__":{"type":"text","text":"no"}}]}',
    )
    expect(parseRichContent(hostile)).toEqual(parseMarkdown('a'))
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('[RT37] makes values of the wrong kind one of a few', () => {
    const odd = { valueOf: 1, toString: 2 }
    const level = (value: unknown) => withAttrs({ level: value }, node('heading', t('h')))
    expect(blocksOf(...['1 onclick=x', 1.5, null, 99, -3, odd, 2].map(level))).toMatchObject(
      [1, 1, 1, 6, 1, 1, 2].map((known) => ({ type: 'heading', level: known })),
    )
    const start = (value: unknown) =>
      withAttrs({ start: value }, node('orderedList', item(p(t('a')))))
    expect(blocksOf(...[0.5, -1, 1e12, '3', odd, 0].map(start))).toMatchObject(
      [1, 1, 1, 1, 1, 0].map((known) => ({ start: known })),
    )
    expect(
      blocksOf(withAttrs({ language: 'js" onload=x' }, node('codeBlock', t('a')))),
    ).toMatchObject([{ lang: '' }])
    expect(blocksOf(p(t('a', to(odd)), t('b', to(7))))).toEqual(parseMarkdown('ab').children)
    expect(blocksOf(p({ type: 'image', attrs: { src: odd, alt: odd } }, t('a')))).toEqual(
      parseMarkdown('a').children,
    )
    expect(blocksOf(node('table', null, node('tableRow', 7)))).toMatchObject([{ rows: [[], [{}]] }])
  })

  it('[RT37] does not show a picture that is written out in letters', () => {
    const src = `data:image/png;base64,${'A'.repeat(3000)}`
    const picture = { type: 'image', attrs: { src, alt: 'a cat' } }
    expect(blocksOf(p(t('a '), picture))).toEqual(parseMarkdown('a a cat').children)
  })

  it('[RT28] [RT37] shows what is too much as one text', () => {
    const root = parseRichContent(doc(...Array.from({ length: 100_000 }, (_, n) => p(t(`q${n}q`)))))
    expect(root?.children.length).toBe(668)
    const words = toPlainText(root ?? parseMarkdown('')).match(/q\d+q/g) ?? []
    expect(words).toEqual(Array.from({ length: 100_000 }, (_, n) => `q${n}q`))
  })

  it('[RT29] [RT37] shows what is too deep as text', () => {
    let deep = p(t('deepest'))
    for (let n = 0; n < 100_000; n++) deep = node(n % 2 ? 'blockquote' : 'other', deep)
    expect(toPlainText(parseRichContent(doc(deep)) ?? parseMarkdown(''))).toBe('deepest')
  })
})
