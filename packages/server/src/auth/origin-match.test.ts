import { describe, expect, it } from 'vitest'
import { isAllowedOrigin, isListed, originOf } from './origin-match.ts'

function isAllowed(origin: string | null, domains: string[], referer?: string): boolean {
  const headers = {
    ...(origin !== null && { origin }),
    ...(referer !== undefined && { referer }),
  }
  return isAllowedOrigin(originOf(new Request('http://chat.test', { headers })), domains)
}

// Origins that look like https://host.test to whoever compares parts of texts: case HT-002.
const NEAR_MISSES = [
  'null',
  'https://host.test.evil.test',
  'https://evilhost.test',
  'http://host.test',
  'https://host.test:8443',
  'https://host.test.',
  'HTTPS://HOST.TEST',
  'https://host.test%60.evil.test',
  'https://host.test_.evil.test',
  'https://user@host.test',
  'https://host.test/',
  'file://',
  '',
]

describe('[SV126] an origin', () => {
  it.each(NEAR_MISSES)('%j is not https://host.test', (origin) => {
    expect(isAllowed(origin, ['https://host.test'])).toBe(false)
  })

  it.each(NEAR_MISSES.filter((origin) => !/^https?:\/\/host\.test(:8443)?$/.test(origin)))(
    '%j is not on the host host.test, nor below it',
    (origin) => {
      expect([isAllowed(origin, ['host.test']), isAllowed(origin, ['*.host.test'])]).toEqual([
        false,
        false,
      ])
    },
  )

  it('is the one on the list, whatever else is', () => {
    const domains = ['other.test', 'https://host.test/', 'https://host.test']
    expect(isAllowed('https://host.test', domains)).toBe(true)
  })

  it('may be any port of a host, or the one that is named', () => {
    expect([
      isAllowed('http://host.test:8080', ['HOST.test']),
      isAllowed('http://host.test:8080', ['host.test:8080']),
      isAllowed('http://host.test:8081', ['host.test:8080']),
      isAllowed('http://host.test', ['host.test:80']),
      isAllowed('https://host.test', ['host.test:80']),
      isAllowed('http://[::1]:3000', ['[::1]']),
    ]).toEqual([true, true, false, true, false, true])
  })

  it('is below a wildcard by whole labels, and may be its top', () => {
    const allowed = ['https://a.host.test', 'https://b.a.host.test', 'https://host.test']
    expect(allowed.map((origin) => isAllowed(origin, ['*.host.test']))).toEqual([true, true, true])
    expect(isAllowed('https://ahost.test', ['*.host.test'])).toBe(false)
  })

  it('is that of the referring page where a browser sends no other', () => {
    const page = 'https://host.test/shop?x=1'
    expect(isAllowed(null, ['host.test'], page)).toBe(true)
    expect(isAllowed('https://evil.test', ['host.test'], page)).toBe(false)
  })

  it('is free when there is no list, and needed when there is one', () => {
    expect([isAllowed(null, []), isAllowed('null', []), isAllowed(null, ['host.test'])]).toEqual([
      true,
      true,
      false,
    ])
    expect(isListed(new URL('https://host.test'), [])).toBe(false)
  })
})
