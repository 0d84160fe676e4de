/** Which addresses a webhook may have: those of the internet, none of the inside of a network. */
import { BlockList, isIP } from 'node:net'

/** IANA's special-purpose registries, whatever is not globally reachable; and multicast. */
const INSIDE_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

/** Of IPv6 only the part that is given out counts, without what wraps an IPv4 address. */
const OUTSIDE_V6: readonly [string, number] = ['2000::', 3]
const INSIDE_V6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const inside = new BlockList()
for (const [net, bits] of INSIDE_V4) inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of INSIDE_V6) inside.addSubnet(net, bits, 'ipv6')
const outsideV6 = new BlockList()
outsideV6.addSubnet(...OUTSIDE_V6, 'ipv6')

/** @param address of either family, without brackets; anything else is not public */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !inside.check(address, 'ipv4')
    case 6:
      return outsideV6.check(address, 'ipv6') && !inside.check(address, 'ipv6')
    default:
      return false
  }
}
