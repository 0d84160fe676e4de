import { describe, expect, it } from 'vitest'
import { parseMarkdown } from './parse-markdown.ts'
import type { Block, TableCell } from './tree.ts'

const parse = (source: string) => parseMarkdown(source).children
const paragraph = (...lines: string[]): Block => ({
  type: 'paragraph',
  children: lines.flatMap((line, n) => [
    ...(n > 0 ? [{ type: 'break' } as const] : []),
    { type: 'text', text: line } as const,
  ]),
})
const heading = (level: 1 | 2 | 6, text: string): Block => ({
  type: 'heading',
  level,
  children: [{ type: 'text', text }],
})
const asItems = (items: Block[][]) => items.map((children) => ({ isDone: null, children }))
const bullets = (...items: Block[][]): Block => ({
  type: 'list',
  ordered: false,
  start: 1,
  items: asItems(items),
})
const numbers = (start: number, ...items: Block[][]): Block => ({
  type: 'list',
  ordered: true,
  start,
  items: asItems(items),
})
const codeBlock = (lang: string, text: string): Block => ({ type: 'codeBlock', lang, text })
const quote = (...children: Block[]): Block => ({ type: 'quote', children })
const rule: Block = { type: 'rule' }
const [a, b, c] = [paragraph('a'), paragraph('b'), paragraph('c')]

describe('paragraphs, headings and rules', () => {
  it.each<[string, Block[]]>([
    ['', []],
    [' \n\t\n', []],
    ['a\n\n\nb', [a, b]],
    ['a\r\n\r\nb\rc', [a, paragraph('b', 'c')]],
    ['    a\n  b  ', [paragraph('a', 'b')]],
  ])('[RT7] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it.each<[string, Block[]]>([
    ['# a\nb', [heading(1, 'a'), b]],
    ['a\n## b ##', [a, heading(2, 'b')]],
    ['###### b', [heading(6, 'b')]],
    ['####### b', [paragraph('####### b')]],
    ['#1 is a', [paragraph('#1 is a')]],
    ['# C#', [heading(1, 'C#')]],
    ['#', [{ type: 'heading', level: 1, children: [] }]],
    ['a\n---\nb', [a, rule, b]],
  ])('[RT8] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it.each(['---', '***', '_ _ _', ' - - - - '])('[RT14] takes %j for a rule', (source) => {
    expect(parse(source)).toEqual([rule])
  })
})

describe('code blocks', () => {
  it.each<[string, Block[]]>([
    ['```js\n\tx *y*\n\n# z\n```\na', [codeBlock('js', '\tx *y*\n\n# z'), a]],
    ['a\n~~~\nx\n```\n~~~~\nb', [a, codeBlock('', 'x\n```'), b]],
    ['````\n```\n````', [codeBlock('', '```')]],
    ['  ```\n  x\n    y\n  ```', [codeBlock('', 'x\n  y')]],
    [
      '```a``` b',
      [
        {
          type: 'paragraph',
          children: [
            { type: 'code', text: 'a' },
            { type: 'text', text: ' b' },
          ],
        },
      ],
    ],
  ])('[RT9] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it('[RT5] is open to the end while it streams, without an empty last line', () => {
    expect(parse('```js\nx')).toEqual([codeBlock('js', 'x')])
    expect(parse('```js\nx\n')).toEqual([codeBlock('js', 'x')])
    expect(parse('```')).toEqual([codeBlock('', '')])
  })

  it.each<[string, Block]>([
    ['```c++\nx\n```', codeBlock('c++', 'x')],
    ['```TypeError: a is b\nat c\n```', codeBlock('', 'TypeError: a is b\nat c')],
    ['```html" onclick="x\ny\n```', codeBlock('', 'html" onclick="x\ny')],
  ])('[RT10] reads %j', (source, expected) => {
    expect(parse(source)).toEqual([expected])
  })
})

describe('quotes and lists', () => {
  it.each<[string, Block[]]>([
    ['> a\n>b\n> > c', [quote(paragraph('a', 'b'), quote(c))]],
    ['> a\nb', [quote(a), b]],
    ['a\n> b\n\nc', [a, quote(b), c]],
    ['> - a\n>   - b', [quote(bullets([a, bullets([b])]))]],
  ])('[RT11] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it.each<[string, Block[]]>([
    ['- a\n- b', [bullets([a], [b])]],
    ['- a\n\n- b\n\nc', [bullets([a], [b]), c]],
    ['- a\n  - b\n    - c', [bullets([a, bullets([b, bullets([c])])])]],
    ['- a\n\t- b\n\t\t- c', [bullets([a, bullets([b, bullets([c])])])]],
    ['1. a\n  - b\n2. c', [numbers(1, [a, bullets([b])], [c])]],
    ['- a\n\n  b\n- c', [bullets([a, b], [c])]],
    ['- a\nb', [bullets([a]), b]],
    ['- a\n* b', [bullets([a]), bullets([b])]],
    ['- a\n- - -\n', [bullets([a]), rule]],
    ['- ```js\n  x\n  ```\n- b', [bullets([codeBlock('js', 'x')], [b])]],
    ['-\n- b', [bullets([], [b])]],
    ['-a', [paragraph('-a')]],
  ])('[RT12] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it.each<[string, Block[]]>([
    ['1. a\n2. b\n3. c', [numbers(1, [a], [b], [c])]],
    ['1. a\n1. b\n1. c', [numbers(1, [a], [b], [c])]],
    ['2. a\n5. b', [numbers(2, [a]), numbers(5, [b])]],
    ['1. a\n```\nx\n```\n2. b', [numbers(1, [a]), codeBlock('', 'x'), numbers(2, [b])]],
    ['0) a\n1) b', [numbers(0, [a], [b])]],
    ['1. a\n2) b', [numbers(1, [a]), numbers(2, [b])]],
    ['1234567890. a', [paragraph('1234567890. a')]],
  ])('[RT13] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it.each<[string, Block[]]>([
    ['a\n- b', [a, bullets([b])]],
    ['a\n1. b', [a, numbers(1, [b])]],
    ['a\n1985. b', [paragraph('a', '1985. b')]],
    ['a\n-', [paragraph('a', '-')]],
  ])('[RT15] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })
})

describe('boxes', () => {
  it.each<[string, (boolean | null)[], string[]]>([
    ['- [ ] a\n- [x] b\n- [X] c\n- d', [false, true, true, null], ['a', 'b', 'c', 'd']],
    ['1. [x] a', [true], ['a']],
    [
      '- [x]\n- [ ](/a)\n- [] b\n- [y] c',
      [null, null, null, null],
      ['[x]', '  (/a)', '[] b', '[y] c'],
    ],
  ])('[RT36] reads %j', (source, boxes, texts) => {
    const [list] = parse(source)
    const items = list?.type === 'list' ? list.items : []
    expect(items.map((item) => item.isDone)).toEqual(boxes)
    expect(items.map((item) => item.children)).toEqual(texts.map((text) => [paragraph(text)]))
  })

  it('[RT36] keeps what is nested below a box', () => {
    expect(parse('- [x] a\n  - [ ] b')).toEqual([
      {
        ...bullets([]),
        items: [
          {
            isDone: true,
            children: [a, { ...bullets([]), items: [{ isDone: false, children: [b] }] }],
          },
        ],
      },
    ])
  })
})

describe('tables', () => {
  const cell = (
    source: string,
    isHeader: boolean,
    align: TableCell['align'] = null,
  ): TableCell => ({
    isHeader,
    align,
    children: source === '' ? [] : [paragraph(...source.split('\n'))],
  })
  /** Rows of cells as texts, the first of them with the names of the columns. */
  const table = (...rows: string[][]): Block => ({
    type: 'table',
    rows: rows.map((row, n) => row.map((source) => cell(source, n === 0))),
  })

  it.each<[string, Block[]]>([
    ['| a | b |\n|---|---|\n| 1 | 2 |', [table(['a', 'b'], ['1', '2'])]],
    ['a | b\n- | -\n1 | 2', [table(['a', 'b'], ['1', '2'])]],
    ['|a|\n|-|', [table(['a'])]],
    ['| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |', [table(['a', 'b'], ['1'], ['1', '2', '3'])]],
    ['| a | |\n|---|---|\n| | 2 |', [table(['a', ''], ['', '2'])]],
    [
      '| a\\|b | `c\\|d` |\n|---|---|',
      [
        {
          type: 'table',
          rows: [
            [
              cell('a|b', true),
              {
                ...cell('', true),
                children: [{ type: 'paragraph', children: [{ type: 'code', text: 'c|d' }] }],
              },
            ],
          ],
        },
      ],
    ],
    ['| a<br>b | c<BR />d |\n|-|-|', [table(['a\nb', 'c\nd'])]],
    ['x\n| a | b |\n|---|---|\n\ny', [paragraph('x'), table(['a', 'b']), paragraph('y')]],
    ['| a | b |\n|---|---|\nx', [table(['a', 'b']), paragraph('x')]],
    ['| a | b |\n|---|---|\n> x | y', [table(['a', 'b']), quote(paragraph('x | y'))]],
    ['> | a | b |\n> |---|---|', [quote(table(['a', 'b']))]],
    ['- | a | b |\n  |---|---|', [bullets([table(['a', 'b'])])]],
  ])('[RT33] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it('[RT33] aligns columns', () => {
    expect(parse('a|b|c|d\n:-|:-:|-:|-\n1|2|3|4')).toEqual([
      {
        type: 'table',
        rows: [true, false].map((isHeader) => [
          cell(isHeader ? 'a' : '1', isHeader, 'start'),
          cell(isHeader ? 'b' : '2', isHeader, 'center'),
          cell(isHeader ? 'c' : '3', isHeader, 'end'),
          cell(isHeader ? 'd' : '4', isHeader),
        ]),
      },
    ])
  })

  it.each([
    ['| a | b |'],
    ['| a | b |', '|---|'],
    ['a', ':-:'],
    ['| a | b |', '|---|x--|'],
    ['| a |', '| 1 |'],
  ])('[RT33] leaves %j as text', (...lines) => {
    expect(parse(lines.join('\n'))).toEqual([paragraph(...lines)])
  })

  it('[RT28] ends a table before the row that would be too much', () => {
    const [found, rest] = parse(`|a|b|\n|-|-|\n${'|1|2|\n'.repeat(1000)}`)
    expect(found?.type === 'table' && found.rows.length).toBe(285)
    expect(rest).toEqual({
      type: 'paragraph',
      children: [{ type: 'text', text: '|1|2|\n'.repeat(716).trim() }],
    })
  })
})

describe('bounds', () => {
  it('[RT28] shows the lines beyond the node budget as typed', () => {
    const blocks = parse('*a*\n\n'.repeat(1000))
    expect(blocks).toHaveLength(401)
    expect(blocks.at(-1)).toEqual({
      type: 'paragraph',
      children: [{ type: 'text', text: '*a*\n\n'.repeat(600).trim() }],
    })
  })

  it('[RT28] counts empty items, which cost a reader as much as full ones', () => {
    const [list, rest] = parse('-\n'.repeat(5000))
    expect(list?.type === 'list' && list.items.length).toBe(1997)
    expect(rest).toEqual({
      type: 'paragraph',
      children: [{ type: 'text', text: '-\n'.repeat(3003).trim() }],
    })
  })

  it('[RT29] shows containers beyond the sixth level as typed', () => {
    expect(parse('> > > > > > > a')).toEqual([
      quote(quote(quote(quote(quote(paragraph('> > a')))))),
    ])
    expect(parse('- - - - - - a')).toEqual([
      bullets([bullets([bullets([bullets([bullets([paragraph('- a')])])])])]),
    ])
  })
})
