/** Bringing conversations of another browser here. */
import type { ThreadId } from '@porchlight/protocol'

/** By an address, to which a link is mailed, or by the token of such a link. */
export type RestoreBy = { readonly email: string } | { readonly token: string }

/**
 * `asked`: by address, and the same whether there are conversations of it or not. `restored`: by
 * token. A link works once, for an hour, or is `expired`, `used` or `invalid`. `no_address`: it does
 * not look like one. `unavailable`: this server mails no links, or none to this page.
 */
export type RestoreResult =
  | { readonly kind: 'restored'; readonly threads: readonly ThreadId[] }
  | { readonly kind: 'asked' | RestoreFailure }

export type RestoreFailure =
  | 'no_address'
  | 'expired'
  | 'used'
  | 'invalid'
  | 'too_many'
  | 'unreachable'
  | 'unavailable'
