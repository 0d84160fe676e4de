import { describe, expect, it } from 'vitest'
import { addressGroup, clientAddress, parseTrustedProxies } from './client-address.ts'

const nobody = (): boolean => false

describe('[SV112] the address of a client', () => {
  const trusted = parseTrustedProxies('10.0.0.0/8, 2001:db8::7')

  it.each([
    ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['10.0.0.1', null, '10.0.0.1'],
    ['10.0.0.1', '198.51.100.1', '198.51.100.1'],
    ['::ffff:10.0.0.1', '198.51.100.1:4711', '198.51.100.1'],
    ['10.0.0.1', 'forged, 198.51.100.1, 10.0.0.2', '198.51.100.1'],
    ['10.0.0.1', '1.2.3.4, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.1', 'unknown', '10.0.0.1'],
    ['2001:db8::7', '[2001:db8:1::9]:443', '2001:db8:1::9'],
    [null, '198.51.100.1', null],
  ])('of peer %j with %j is %j', (peer, forwarded, address) => {
    expect(clientAddress(peer, forwarded, trusted)).toBe(address)
  })

  it('is the peer when no proxy is trusted, whatever a header says', () => {
    expect(clientAddress('10.0.0.1', '198.51.100.1', nobody)).toBe('10.0.0.1')
  })

  it.each(['', 'proxy.local', '10.0.0.0/33', '10.0.0.0/x', '1', 'true'])(
    'does not come from the proxies %j',
    (text) => {
      expect(() => parseTrustedProxies(text)).toThrow('is neither an address nor a subnet')
    },
  )

  it('may come through any private proxy', () => {
    const isTrusted = parseTrustedProxies('private')
    expect(['127.0.0.1', '172.20.0.5', 'fd00::1', '8.8.8.8'].map(isTrusted)).toEqual([
      true,
      true,
      true,
      false,
    ])
  })
})

it.each([
  ['198.51.100.1', '198.51.100.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:0001:0002::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  [null, null],
])('[SV112] limits %j as %j', (address, group) => {
  expect(addressGroup(address)).toBe(group)
})
