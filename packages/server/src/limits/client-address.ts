/** From where a request comes, in the form by which addresses are limited. */
import { BlockList, isIP } from 'node:net'

/** Whether the peer at this address is a proxy of ours, whose `X-Forwarded-…` can be believed. */
export type IsTrusted = (address: string) => boolean

/** Without a proxy of ours, nobody's word counts. */
export const TRUST_NOBODY: IsTrusted = () => false

const PRIVATE = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1', 'fc00::/7']

/**
 * Reads addresses and subnets, separated by commas; `private` stands for all private ones.
 *
 * @throws Error that says in one line what is wrong
 */
export function parseTrustedProxies(text: string): IsTrusted {
  const list = new BlockList()
  const entries = text.split(',').map((entry) => entry.trim())
  for (const entry of entries.flatMap((name) => (name === 'private' ? PRIVATE : [name]))) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address)
    const max = family === 4 ? 32 : 128
    const prefix = bits === undefined ? max : Number(bits)
    if (family === 0 || !/^\d{1,3}$/.test(bits ?? '0') || prefix > max) {
      throw new Error(`${JSON.stringify(entry)} is neither an address nor a subnet`)
    }
    list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
  }
  return (address) =>
    isIP(address) !== 0 && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}

/**
 * The address of the client: the peer's, or where the peer is a proxy of ours, the last one in
 * `X-Forwarded-For` that is not. Whatever stands before it was written by somebody unknown.
 */
export function clientAddress(
  peer: string | null,
  forwardedFor: string | null,
  isTrusted: IsTrusted,
): string | null {
  if (peer === null) return null
  const hops = (forwardedFor ?? '').split(',').map((hop) => plain(hop.trim()))
  let address = plain(peer)
  while (isTrusted(address)) {
    const hop = hops.pop()
    if (hop === undefined || isIP(hop) === 0) break
    address = hop
  }
  return address
}

/** Whether whoever is connected is a proxy of ours, whose headers about its clients are believed. */
export function isTrustedPeer(peer: string | null, isTrusted: IsTrusted): boolean {
  return peer !== null && isTrusted(plain(peer))
}

/**
 * What is limited as one: an IPv4 address, or the /64 of an IPv6 address, since that is the least
 * that anybody gets.
 */
export function addressGroup(address: string | null): string | null {
  if (address === null || isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : 8 - left.length - right.length
  const groups = [...left, ...Array<string>(Math.max(gap, 0)).fill('0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}

/** Without a zone or a port; an IPv4 address that an IPv6 socket has seen is an IPv4 address. */
function plain(text: string): string {
  const [, bracketed] = /^\[(.+)\](?::\d+)?$/.exec(text) ?? []
  const [, withPort] = /^([\d.]+):\d+$/.exec(text) ?? []
  const address = (bracketed ?? withPort ?? text).split('%')[0] ?? ''
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? []
  return mapped ?? address
}
