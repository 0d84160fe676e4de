import { linksOf, parseMarkdown } from '@porchlight/richtext'
import { createSeededRandom } from '@porchlight/testkit'
import { describe, expect, it } from 'vitest'
import { createLinkFilter, filterLinks, type IsAllowedTarget } from './link-filter.ts'

const isAllowed: IsAllowedTarget = ({ kind, host }) =>
  kind !== 'phone' && /^(?:www\.)?shop\.test$/.test(host)

const filtered = (text: string): string => filterLinks(text, isAllowed)

/** What a reader could follow, or ask for, in this text. */
const linksIn = (text: string) =>
  linksOf(parseMarkdown(text)).map(({ type, href }) => `${type} ${href}`)

describe('[SV174] what an assistant says', () => {
  it.each([
    'Plain [1] text, a[0](b), - [x] done, 5 < 6, mail me @noon! See h',
    'See [returns](https://shop.test/returns) or https://shop.test/a_(b), www.shop.test too.',
    'Write to help@shop.test or <https://shop.test>.',
    '```\nconst a = [1, 2]\n```\n\n| a | b |\n| - | - |\n| *c* | `d` |',
  ])('is left as it is where nothing leads elsewhere: %s', (text) => {
    expect(filtered(text).replaceAll('\\(', '(')).toBe(text)
    expect(linksIn(filtered(text))).toEqual(linksIn(text))
  })

  it.each([
    ['![status](https://sink.test/?d=secret)', 'status (https:\\//sink.test/?d=secret)'],
    ['![a](https://shop.test/a.png)', '[a](https://shop.test/a.png)'],
    ['![](https://shop.test/a.png)', '[link](https://shop.test/a.png)'],
    ['[Verify](https://sink.test/?c=1) now', 'Verify (https:\\//sink.test/?c=1) now'],
    ['[https://sink.test/](https://sink.test/)', 'https:\\//sink.test/'],
    ['<https://sink.test>', '\\<https:\\//sink.test>'],
    ['at www.sink.test, a@sink.test', 'at www\\.sink.test, a\\@sink.test'],
    ['[call](tel:+49123)', 'call (tel:+49123)'],
    ['![s][p]\n\n[p]: https://sink.test/', '![s][p]\n\n[p]\\: https:\\//sink.test/'],
    ['Hello\u{e0069}\u{e006e} you', 'Hello you'],
  ])('has only the text of what leads elsewhere: %s', (text, expected) => {
    expect(filtered(text)).toBe(expected)
  })

  it('holds back a link that has only begun, and nothing else', () => {
    const filter = createLinkFilter(isAllowed)
    const said = [
      'Half an ans',
      'wer. ![a](https://si',
      'nk.test/?d=sec',
      'ret) and [b',
      '](https://shop.test/b)',
    ]
    expect([...said.map((text) => filter.push(text)), filter.end()]).toEqual([
      'Half an ans',
      'wer. ',
      '',
      'a (https:\\//sink.test/?d=secret) and ',
      '[b](https://shop.test/b)',
      '',
    ])
  })

  it('lets nothing through at any moment, however it is made and cut', () => {
    const pieces = [
      '[',
      ']',
      '(',
      ')',
      '!',
      '![',
      '](',
      '<',
      '>',
      '\\',
      '`',
      '``',
      '\n',
      '\n\n',
      ' ',
      '@',
      '.',
      ':',
      '|',
      '*',
      '_',
      'a',
      'https://',
      'http://',
      'https:',
      '//',
      'www.',
      'sink.test',
      'shop.test',
      'https://sink.test/?d=1',
      'https://shop.test/a',
      '[x](https://sink.test)',
      '![x](https://shop.test/p)',
      '[x](https://shop.test/y)',
      'me@sink.test',
      'me@shop.test',
      'mailto:',
      'tel:+1',
      '[p]: ',
      '~~',
      '# ',
      '- ',
      '\u{e0041}',
      '\u3000',
      'ht',
      'tps',
    ]
    for (let seed = 1; seed <= 1_500; seed += 1) {
      const random = createSeededRandom(seed)
      const text = Array.from({ length: 12 }, () => pieces[random.below(pieces.length)]).join('')
      const filter = createLinkFilter(isAllowed)
      let said = ''
      for (let at = 0; at < text.length; ) {
        const next = at + 1 + random.below(9)
        said += filter.push(text.slice(at, next))
        at = next
        expectHarmless(said, { seed, text })
      }
      said += filter.end()
      expectHarmless(said, { seed, text })
      expect({ seed, text, said }).toEqual({ seed, text, said: filtered(text) })
    }
  })

  it('takes time in proportion to a text without end', () => {
    const hostile = [
      '[',
      '![a](',
      'https://a',
      '[a](https://sink.test/',
      'a@a.',
      '\\',
      'www.',
      '](',
    ]
    const begin = performance.now()
    for (const piece of hostile) {
      const filter = createLinkFilter(isAllowed)
      for (let n = 0; n < 200; n += 1) filter.push(piece.repeat(20))
      filter.end()
    }
    expect(performance.now() - begin).toBeLessThan(5_000)
  })
})

function expectHarmless(said: string, from: { seed: number; text: string }): void {
  const links = linksOf(parseMarkdown(said))
  const bad = links.filter((link) => link.type === 'image' || !isAllowed(link))
  expect({ ...from, said, bad }).toEqual({ ...from, said, bad: [] })
}
