/** Addresses that people write without any markup. */
import { linkTarget } from './link-policy.ts'
import type { LinkTarget } from './tree.ts'

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

/** Drops `.,;:!?'*_~` at the end, and a `)` opened before the address: (see https://a.example/b_(c)). */
function withoutTrailingPunctuation(found: string): string {
  let spare = found.split(')').length - found.split('(').length
  let end = found.length
  for (;;) {
    const last = found.charAt(end - 1)
    if (last === ')' && spare > 0) spare--
    else if (!/[.,;:!?'*_~]/.test(last)) return found.slice(0, end)
    end--
  }
}
