/** Reads what a site gave as a proof of who its visitor is. */
import type { IdentifyRequest } from '@porchlight/protocol'

/** @returns what the server is asked, or null for what proves nothing */
export function readProof(given: unknown): IdentifyRequest | null {
  const token = proofToken(given)
  if (token !== null) return { token }
  const { distinctId, hash } = Object(given)
  const isHash = typeof distinctId === 'string' && typeof hash === 'string'
  return isHash ? { distinct_id: distinctId, identity_hash: hash } : null
}

/** @returns the token, given alone or by its name */
export function proofToken(given: unknown): string | null {
  const token: unknown = typeof given === 'string' ? given : Object(given).token
  return typeof token === 'string' && token !== '' ? token : null
}
