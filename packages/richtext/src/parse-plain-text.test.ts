import { expect, it } from 'vitest'
import { parsePlainText } from './parse-plain-text.ts'
import { toPlainText } from './to-plain-text.ts'

const parse = (source: string) => parsePlainText(source).children

it('[RT38] links plain addresses and leaves the rest as it was typed', () => {
  expect(parse('**a**\n# see https://x.test/a, or me@x.test')).toEqual([
    {
      type: 'paragraph',
      children: [
        { type: 'text', text: '**a**\n# see ' },
        {
          type: 'link',
          href: 'https://x.test/a',
          host: 'x.test',
          kind: 'web',
          isHostInText: true,
          children: [{ type: 'text', text: 'https://x.test/a' }],
        },
        { type: 'text', text: ', or ' },
        {
          type: 'link',
          href: 'mailto:me@x.test',
          host: 'x.test',
          kind: 'mail',
          isHostInText: true,
          children: [{ type: 'text', text: 'me@x.test' }],
        },
      ],
    },
  ])
})

it('[RT38] discloses a host in look-alike letters', () => {
  const [paragraph] = parse('https://раураl.test/')
  const [link] = paragraph?.type === 'paragraph' ? paragraph.children : []
  expect(link).toMatchObject({ host: 'xn--l-7sba6dbr.test', isHostInText: false })
})

it('[RT38] has no links in javascript:, user names and what is too long', () => {
  for (const source of [
    'javascript:alert(1)',
    'https://bank.test:x@evil.test/',
    `https://x.test/${'a'.repeat(2048)}`,
  ]) {
    expect(parse(source)).toEqual([
      { type: 'paragraph', children: [{ type: 'text', text: source }] },
    ])
  }
})

it('[RT38] leaves angle brackets and escapes as they were typed', () => {
  expect(toPlainText(parsePlainText('<https://x.test> \\* _a_@x.test'))).toBe(
    '<https://x.test> \\* _a_@x.test',
  )
})

it('[RT28] [RT38] links nothing when there would be too much', () => {
  const source = 'https://x.test '.repeat(2000)
  expect(parse(source)).toEqual([{ type: 'paragraph', children: [{ type: 'text', text: source }] }])
})
