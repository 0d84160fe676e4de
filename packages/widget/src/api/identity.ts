/** How a site proves who a visitor is. */

/**
 * A JWT that the site's server signed (alone, or as `token`), or an id with its HMAC. See the
 * server's SPEC for what they must hold.
 */
export type IdentityProof =
  | string
  | { readonly token: string }
  | { readonly distinctId: string; readonly hash: string }

/**
 * What became of `identify`. `unproven`: told to the team as what the visitor says. `proven`: the
 * visitor is `distinctId` from now on. `refused`: the proof does not hold. `unreachable`: nobody
 * could say.
 */
export type IdentifyResult =
  | { readonly kind: 'unproven' }
  | { readonly kind: 'proven'; readonly distinctId: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unreachable' }
