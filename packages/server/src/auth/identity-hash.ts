/**
 * Proofs of the published API: HMAC-SHA256 in hex over a text, with a secret that only the site and
 * this server know. Without a secret nothing is proven.
 */
import { createHmac } from 'node:crypto'
import type { ReadTx } from '../store/store.ts'
import { IDENTITY_SECRET_MIN_BYTES, listIdentityKeys } from './identity-keys.ts'
import { isSameHash } from './secrets.ts'

/** The secrets that a project's hashes may be made with: at most two, during a rotation. */
export async function loadHashSecrets(tx: ReadTx, project: number): Promise<readonly string[]> {
  const keys = await listIdentityKeys(tx, project)
  return keys.filter(({ algorithm }) => algorithm === 'hash').map(({ key }) => key)
}

/**
 * Whether one of the secrets made this hash of the text. Every secret is tried, and each
 * comparison takes the same time wherever the two differ. A secret that is too short proves
 * nothing, however it came into the database, and neither does the hash of an empty text: a site that
 * has nobody to name may well have signed that.
 */
export function isHashOf(text: string, hash: string, secrets: readonly string[]): boolean {
  if (text === '') return false
  const given = hash.toLowerCase()
  let isProven = false
  for (const secret of secrets) {
    if (Buffer.byteLength(secret) < IDENTITY_SECRET_MIN_BYTES) continue
    if (isSameHash(createHmac('sha256', secret).update(text).digest('hex'), given)) isProven = true
  }
  return isProven
}

/** Whether a client that sent `hash` is the person under this id. */
export async function provesIdentity(
  tx: ReadTx,
  project: number,
  { distinctId, hash }: { readonly distinctId: string; readonly hash: string },
): Promise<boolean> {
  return isHashOf(distinctId, hash, await loadHashSecrets(tx, project))
}
