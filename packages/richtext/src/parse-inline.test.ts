import { describe, expect, it } from 'vitest'
import { parseInline } from './parse-inline.ts'
import type { Inline } from './tree.ts'

const parse = (source: string) => parseInline(source, { nodes: 2000 })
const text = (characters: string): Inline => ({ type: 'text', text: characters })
const strong = (...children: Inline[]): Inline => ({ type: 'strong', children })
const emphasis = (...children: Inline[]): Inline => ({ type: 'emphasis', children })
const strike = (...children: Inline[]): Inline => ({ type: 'strike', children })
const image = (host: string, path: string, alt: string): Inline => ({
  type: 'image',
  href: `https://${host}${path}`,
  host,
  kind: 'web',
  alt,
})
const code = (characters: string): Inline => ({ type: 'code', text: characters })
const web = (
  host: string,
  path: string,
  label: string | Inline[],
  isHostInText: boolean,
): Inline => ({
  type: 'link',
  href: `https://${host}${path}`,
  host,
  kind: 'web',
  isHostInText,
  children: typeof label === 'string' ? [text(label)] : label,
})
const mail = (address: string, host: string): Inline => ({
  type: 'link',
  href: `mailto:${address}`,
  host,
  kind: 'mail',
  isHostInText: true,
  children: [text(address)],
})

describe('emphasis', () => {
  it.each<[string, Inline[]]>([
    ['*a* _b_', [emphasis(text('a')), text(' '), emphasis(text('b'))]],
    ['**a** __b__', [strong(text('a')), text(' '), strong(text('b'))]],
    ['***a***', [emphasis(strong(text('a')))]],
    ['***a* b**', [strong(emphasis(text('a')), text(' b'))]],
    ['**a *b***.', [strong(text('a '), emphasis(text('b'))), text('.')]],
    ['*a **b** c*', [emphasis(text('a '), strong(text('b')), text(' c'))]],
    ['**a**b**c**', [strong(text('a')), text('b'), strong(text('c'))]],
  ])('[RT1] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it('[RT1] keeps a strong mark within emphasis from closing it', () => {
    expect(parse('*a**b*')).toEqual([emphasis(text('a**b'))])
  })

  it.each(['a * b * c', '2 ** 3', 'snake_case_name', '****a****', '* a*', '_a_b'])(
    '[RT3] leaves %j as text',
    (source) => {
      expect(parse(source)).toEqual([text(source)])
    },
  )

  it.each<[string, Inline[]]>([
    ['~~a~~ b', [strike(text('a')), text(' b')]],
    ['~~**a** b~~', [strike(strong(text('a')), text(' b'))]],
    ['**~~a~~**', [strong(strike(text('a')))]],
    ['~a~ ~~~b~~~ ~~c', [text('~a~ ~~~b~~~ ~~c')]],
    ['~~ a ~~', [text('~~ a ~~')]],
    ['*a~~', [text('*a~~')]],
  ])('[RT35] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it('[RT3] closes behind full-width punctuation in a script without spaces', () => {
    expect(parse('**中文（x）**后')).toEqual([strong(text('中文（x）')), text('后')])
  })

  it.each(['**open', '*open **too', '`code', '``a`', '[label', '[label](https', '![', '**a*', '_'])(
    '[RT5] shows the unclosed %j as typed',
    (source) => {
      expect(parse(source)).toEqual([text(source)])
    },
  )
})

describe('code, escapes and breaks', () => {
  it.each<[string, Inline[]]>([
    ['`a*b*c`', [code('a*b*c')]],
    ['``a`b``', [code('a`b')]],
    ['`` ` ``', [code('`')]],
    ['`a\nb`', [code('a b')]],
    ['` `', [code(' ')]],
    ['`a` `b', [code('a'), text(' `b')]],
    ['*a `b* c`', [text('*a '), code('b* c')]],
    ['`[a](https://x.test)`', [code('[a](https://x.test)')]],
  ])('[RT2] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it('[RT4] shows escaped punctuation and keeps any other backslash', () => {
    expect(parse('\\*a\\* \\[b] C:\\dir \\\\ \\`c`')).toEqual([text('*a* [b] C:\\dir \\ `c`')])
  })

  it('[RT6] breaks at every line end, also behind a backslash', () => {
    expect(parse('a\nb\\\nc')).toEqual([
      text('a'),
      { type: 'break' },
      text('b'),
      { type: 'break' },
      text('c'),
    ])
  })

  it.each([
    '<b onclick="x">hi</b>',
    '&lt;b&gt; &amp;',
    '[a][1]',
    '[^1]',
    '{{x}} {% y %}',
    '<!-- a -->',
  ])('[RT16] leaves %j as text', (source) => {
    expect(parse(source)).toEqual([text(source)])
  })
})

describe('links', () => {
  it.each<[string, Inline[]]>([
    ['[a](https://x.test/p)', [web('x.test', '/p', 'a', false)]],
    ['[a](<https://x.test/p>)', [web('x.test', '/p', 'a', false)]],
    ['[a](https://x.test/p_(q)) b', [web('x.test', '/p_(q)', 'a', false), text(' b')]],
    ['**[a](https://x.test/)**', [strong(web('x.test', '/', 'a', false))]],
    ['[a **b**](https://x.test/)', [web('x.test', '/', [text('a '), strong(text('b'))], false)]],
    ['[x.test/p](https://x.test/p)', [web('x.test', '/p', 'x.test/p', true)]],
    ['[](https://x.test/)', [web('x.test', '/', 'https://x.test/', true)]],
    ['[ ](https://x.test/)', [web('x.test', '/', 'https://x.test/', true)]],
    ['*a [b* c](https://x.test/)', [text('*a '), web('x.test', '/', 'b* c', false)]],
    [
      '[a [b](https://x.test/) c](/d)',
      [text('[a '), web('x.test', '/', 'b', false), text(' c](/d)')],
    ],
    ['[[[[[[a](https://x.test/)', [text('[[[[['), web('x.test', '/', 'a', false)]],
  ])('[RT17] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it('[RT17] discloses the host behind a label that is another address', () => {
    expect(parse('[https://bank.test](https://evil.test/)')).toEqual([
      web('evil.test', '/', 'https://bank.test', false),
    ])
    expect(parse('[**www.bank.test**](https://evil.test/)')).toEqual([
      web('evil.test', '/', [strong(text('www.bank.test'))], false),
    ])
  })

  it.each(['[a]()', '[a] (b)', '[a](b c)', '[a](b(c(d)))'])(
    '[RT17] leaves %j as text',
    (source) => {
      expect(parse(source)).toEqual([text(source)])
    },
  )

  it('[RT17] shows a title, and with it all of the link, as typed', () => {
    expect(parse('[a](https://x.test/ "t")')).toEqual([
      text('[a]('),
      web('x.test', '/', 'https://x.test/', true),
      text(' "t")'),
    ])
  })

  it.each<[string, Inline[]]>([
    [
      'see https://x.test/a.',
      [text('see '), web('x.test', '/a', 'https://x.test/a', true), text('.')],
    ],
    [
      '(https://x.test/a_(b)).',
      [text('('), web('x.test', '/a_(b)', 'https://x.test/a_(b)', true), text(').')],
    ],
    [
      '**https://x.test/a**, b',
      [strong(web('x.test', '/a', 'https://x.test/a', true)), text(', b')],
    ],
    ['www.x.test/a!', [web('www.x.test', '/a', 'www.x.test/a', true), text('!')]],
    ['<https://x.test/a>', [web('x.test', '/a', 'https://x.test/a', true)]],
    ['"https://x.test/a"', [text('"'), web('x.test', '/a', 'https://x.test/a', true), text('"')]],
    [
      '看https://x.test/a。好',
      [text('看'), web('x.test', '/a', 'https://x.test/a', true), text('。好')],
    ],
    ['https://x.test/a\u202ec', [web('x.test', '/a', 'https://x.test/a', true), text('\u202ec')]],
    ['“https://x.test/a”…', [text('“'), web('x.test', '/a', 'https://x.test/a', true), text('”…')]],
    ['me@x.test, b', [mail('me@x.test', 'x.test'), text(', b')]],
    ['first_last@x.test.', [mail('first_last@x.test', 'x.test'), text('.')]],
    ['mailto:me@x.test', [text('mailto:'), mail('me@x.test', 'x.test')]],
  ])('[RT18] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it.each([
    'https://',
    'http://[',
    'https://a:b@x.test',
    'a@b',
    '@name',
    'awww.x.test',
    `${'a'.repeat(65)}@x.test`,
  ])('[RT18] leaves %j as text', (source) => {
    expect(parse(source)).toEqual([text(source)])
  })

  it.each<[string, Inline[]]>([
    ['![a cat](https://x.test/c.png)', [image('x.test', '/c.png', 'a cat')]],
    ['![](https://x.test/c.png)', [image('x.test', '/c.png', '')]],
    ['![a **b** `c`](https://x.test/)', [image('x.test', '/', 'a b c')]],
    ['![a cat](c.png)', [text('a cat (c.png)')]],
    ['![a](//x.test/c.png)', [text('a (//x.test/c.png)')]],
    ['![a](data:image/png;base64,AAAA)', [text('a (data:image/png;base64,AAAA)')]],
    ['![a](mailto:a@x.test)', [text('a (mailto:a@x.test)')]],
    ['![a](https://me:word@x.test/)', [text('a (https://me:word@x.test/)')]],
    [
      '![![a](https://x.test/)](https://y.test/)',
      [
        text('!['),
        image('x.test', '/', 'a'),
        text(']('),
        web('y.test', '/', 'https://y.test/', true),
        text(')'),
      ],
    ],
    [
      '[![a](https://x.test/i) b](https://y.test/)',
      [web('y.test', '/', 'a b', false), image('x.test', '/i', 'a')],
    ],
    [
      '[**![](https://x.test/i)**](https://y.test/)',
      [web('y.test', '/', 'https://y.test/', true), image('x.test', '/i', '')],
    ],
  ])('[RT19] reads %j', (source, expected) => {
    expect(parse(source)).toEqual(expected)
  })

  it('[RT19] leaves an image by reference as text, its address a link', () => {
    expect(parse('![status][p]\n[p]: https://x.test/')).toEqual([
      text('![status][p]'),
      { type: 'break' },
      text('[p]: '),
      web('x.test', '/', 'https://x.test/', true),
    ])
  })

  it.each([
    ['[prices](/prices)', 'prices (/prices)'],
    ["[ok](javascript:alert('x'))", "ok (javascript:alert('x'))"],
    ['[next](#/admin)', 'next (#/admin)'],
    ['[reset](/\\evil.test/a)', 'reset (/\\evil.test/a)'],
    ['[call](tel:*%2306%23)', 'call (tel:*%2306%23)'],
  ])('[RT20] shows the refused %j as %j', (source, expected) => {
    expect(parse(source)).toEqual([text(expected)])
  })

  it('[RT20] keeps the form of a label whose address is refused', () => {
    expect(parse('[**a**](/b)')).toEqual([strong(text('a')), text(' (/b)')])
  })
})

it('[RT28] shows a whole block as typed when it would make too many nodes', () => {
  const budget = { nodes: 8 }
  expect(parseInline('*a* *b* *c*', budget)).toEqual([text('*a* *b* *c*')])
  expect(parseInline('*d*', budget)).toEqual([text('*d*')])
})
