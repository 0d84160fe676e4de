/** Addresses that people write without any markup. */
import { linkTarget } from './link-policy.ts'
import type { LinkTarget } from './tree.ts'

/**
 * Ends at white space, at what markup puts around an address, at full-width punctuation, and at
 * direction marks, which could make an address read backwards. The lengths are those of RFC 5321 and
 * keep a failing match from running on.  [RT18]
 */
export const BARE_ADDRESS: RegExp =
  /(?:https?:\/\/|\bwww\.)[^\s<>"`[\]\\|\u200e\u200f\u202a-\u202e\u2066-\u2069\u3000-\u303f\uff00-\uff0f]+|\b[\w.+-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+/gi

/** An address at the start of a stretch of text: how many characters of it, and where it leads. */
export interface BareLink {
  readonly address: string
  /** Absent when the policy refuses the address: it stays text. */
  readonly target: LinkTarget | undefined
}

/**
 * Decides about `https://…`, `www.…` or a mail address as the scanner found it, leaving the
 * punctuation of the sentence outside.  [RT18]
 */
export function readBareLink(found: string): BareLink {
  const address = withoutTrailingPunctuation(found)
  const scheme = address.includes('://') ? '' : /^www\./i.test(address) ? 'https://' : 'mailto:'
  return { address, target: linkTarget(scheme + address) }
}

/**
 * Drops `.,;:!?'*_~` and closing quotes at the end, and a `)` opened before the address:
 * (see https://a.example/b_(c)).
 */
function withoutTrailingPunctuation(found: string): string {
  let spare = found.split(')').length - found.split('(').length
  let end = found.length
  for (;;) {
    const last = found.charAt(end - 1)
    if (last === ')' && spare > 0) spare--
    else if (!/[.,;:!?'*_~’”»…]/.test(last)) return found.slice(0, end)
    end--
  }
}
