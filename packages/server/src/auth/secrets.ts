/** Random secrets, and the only form in which they are stored. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FillRandom } from '@porchlight/protocol'

/** What secret scanners look for: webhook or site secret, widget token, API key, access token, link. */
export type SecretPrefix = 'plh' | 'plw' | 'plk' | 'pla' | 'pls'

/** 32 random bytes in base64url behind a prefix. */
export function createSecret(prefix: SecretPrefix, random: FillRandom): string {
  return `${prefix}_${randomToken(random)}`
}

/** 32 random bytes in base64url, 43 characters: for what is named in a link. */
export function randomToken(random: FillRandom): string {
  const bytes = new Uint8Array(32)
  random(bytes)
  return Buffer.from(bytes).toString('base64url')
}

/** SHA-256 in hex. Enough without salt, since what is hashed has 256 bits of chance. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Compares two hashes in constant time. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
