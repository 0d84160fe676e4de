import { describe, expect, it } from 'vitest'
import { linkTarget, namesHost } from './link-policy.ts'

describe('linkTarget', () => {
  it('[RT21] allows http and https with their host', () => {
    expect(linkTarget('https://example.test/path?q=1#part')).toEqual({
      href: 'https://example.test/path?q=1#part',
      host: 'example.test',
      kind: 'web',
    })
    expect(linkTarget('HTTP://Example.test:8080')).toEqual({
      href: 'http://example.test:8080/',
      host: 'example.test:8080',
      kind: 'web',
    })
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001\u0002javascript:alert(1)',
    '\u2028javascript:alert(1)',
    'javascript%3Aalert(1)',
    'javascript://example.test/%0Aalert(1)',
    'vbscript:x',
    'data:text/html,<b>x</b>',
    'blob:https://example.test/1',
    'view-source:https://example.test',
    'file:///etc/passwd',
    'ftp://example.test',
    'sms:+4930',
    'intent://example.test#Intent;end',
  ])('[RT21] refuses %j', (address) => {
    expect(linkTarget(address)).toBeUndefined()
  })

  it('[RT21] sees the host that a sloppy address really leads to', () => {
    expect(linkTarget('http:/evil.test/a')?.host).toBe('evil.test')
    expect(linkTarget('https:\\\\evil.test\\a')?.host).toBe('evil.test')
    expect(linkTarget(' ht\ntps://evil.test ')?.host).toBe('evil.test')
  })

  it.each([
    '/path',
    'page.html',
    '//evil.test/a',
    '/\\evil.test/a',
    '\\\\evil.test',
    '#/admin/delete',
    '?q=1',
    '',
    'https://',
    'https://[',
  ])('[RT22] refuses the relative or broken %j', (address) => {
    expect(linkTarget(address)).toBeUndefined()
  })

  it('[RT23] refuses a name that could be read as the host', () => {
    expect(linkTarget('https://bank.test@evil.test/')).toBeUndefined()
    expect(linkTarget('https://bank.test:443@evil.test/')).toBeUndefined()
    expect(linkTarget('https://:secret@evil.test/')).toBeUndefined()
  })

  it('[RT24] keeps one mail address and nothing else', () => {
    expect(
      linkTarget('mailto:help@shop.test?bcc=all@victims.test&body=x%0D%0ABcc:y@z.test'),
    ).toEqual({
      href: 'mailto:help@shop.test',
      host: 'shop.test',
      kind: 'mail',
    })
    expect(linkTarget('mailto:a@b.test,c@d.test')).toBeUndefined()
    expect(linkTarget('mailto:a@b.test%0D%0ABcc:c@d.test')).toBeUndefined()
    expect(linkTarget('mailto:?to=a@b.test')).toBeUndefined()
  })

  it('[RT25] keeps the digits of a phone number and refuses codes', () => {
    expect(linkTarget('tel:+49 30-123 456')).toEqual({
      href: 'tel:+4930-123456',
      host: '',
      kind: 'phone',
    })
    expect(linkTarget('tel:112?x#y')).toEqual({ href: 'tel:112', host: '', kind: 'phone' })
    expect(linkTarget('tel:*%2306%23')).toBeUndefined()
    expect(linkTarget('tel:*21*5551234')).toBeUndefined()
    expect(linkTarget('tel:-')).toBeUndefined()
  })

  it('[RT26] links 2,048 characters and refuses one more', () => {
    const longest = `https://example.test/${'a'.repeat(2027)}`
    expect(linkTarget(longest)?.href).toBe(longest)
    expect(linkTarget(`${longest}a`)).toBeUndefined()
  })

  it('[RT27] gives look-alike letters away in punycode', () => {
    expect(linkTarget('https://\u0440\u0430\u0443\u0440\u0430l.test/')?.host).toBe(
      'xn--l-7sba6dbr.test',
    )
  })
})

describe('namesHost', () => {
  const web = { href: 'https://example.test/a', host: 'example.test', kind: 'web' } as const
  const mail = { href: 'mailto:help@shop.test', host: 'shop.test', kind: 'mail' } as const

  it.each(['https://example.test/a', 'example.test', 'EXAMPLE.test?x', 'http://example.test#y'])(
    '[RT27] finds the host in %j',
    (text) => {
      expect(namesHost(text, web)).toBe(true)
    },
  )

  it.each([
    'click here',
    '',
    'https://bank.test',
    'example.test.bank.test',
    'https://bank.test/example.test',
    'bank.test@example.test',
    'bank.test example.test',
    'example.test\\bank',
  ])('[RT27] does not take %j for the host', (text) => {
    expect(namesHost(text, web)).toBe(false)
  })

  it('[RT27] does not take look-alike letters for the host', () => {
    const text = 'https://\u0440\u0430\u0443\u0440\u0430l.test/'
    const target = linkTarget(text)
    expect(target && namesHost(text, target)).toBe(false)
  })

  it('[RT27] takes the address itself, or its domain, as naming where a mail goes', () => {
    expect(namesHost('help@shop.test', mail)).toBe(true)
    expect(namesHost('shop.test', mail)).toBe(true)
    expect(namesHost('Support', mail)).toBe(false)
    expect(namesHost('other@shop.test.evil.test', mail)).toBe(false)
  })

  it('[RT27] has nothing to disclose for a phone', () => {
    expect(namesHost('Call', { href: 'tel:112', host: '', kind: 'phone' })).toBe(true)
  })
})
