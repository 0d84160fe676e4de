/** A JWT by which a site says who a visitor is: RFC 7519, with fixed algorithms and a short life. */
import { isSubject, TRAITS_LIMITS } from '@porchlight/protocol'
import { decodeProtectedHeader, errors, importSPKI, type JWTPayload, jwtVerify } from 'jose'
import type { IdentityKeyRow } from '../store/schema.ts'
import { keepScalars } from '../thread/scalars.ts'
import { IDENTITY_SECRET_MIN_BYTES, isSymmetric } from './identity-keys.ts'

/** Who the site says the visitor is. */
export interface ProvenIdentity {
  readonly subject: string
  readonly traits: Readonly<Record<string, string | number | boolean | null>>
}

/** Longest life of a proof: whoever copies one out of a page must not have it for long. */
const PROOF_MAX_SECONDS = 3_600

/** What the clocks of two servers may differ by. */
const SKEW_SECONDS = 60

/** What a token has to hold against. */
export interface TokenCheck {
  readonly keys: readonly IdentityKeyRow[]
  /** Public token of the project's widget: a proof for one site is none for another. */
  readonly audience: string
  readonly now: number
}

/**
 * Verifies a token. Its head is believed in nothing but which of the configured keys to try: no key
 * and no address of a key is ever taken from it, and its algorithm has to be that key's own.
 *
 * @returns null when it proves nothing, for whatever reason
 */
export async function verifyIdentityToken(
  token: string,
  { keys, audience, now }: TokenCheck,
): Promise<ProvenIdentity | null> {
  for (const key of candidates(token, keys)) {
    const payload = await verifyWith(token, key, { audience, now })
    if (payload !== null) return toIdentity(payload, now)
  }
  return null
}

/** The key that the token names, or all of its algorithm when it names none. */
function candidates(token: string, keys: readonly IdentityKeyRow[]): readonly IdentityKeyRow[] {
  try {
    const { alg, kid } = decodeProtectedHeader(token)
    return keys.filter((key) => key.algorithm === alg && (kid === undefined || key.kid === kid))
  } catch {
    return []
  }
}

async function verifyWith(
  token: string,
  { algorithm, key }: IdentityKeyRow,
  { audience, now }: Pick<TokenCheck, 'audience' | 'now'>,
): Promise<JWTPayload | null> {
  if (algorithm === 'hash') return null
  if (isSymmetric(algorithm) && Buffer.byteLength(key) < IDENTITY_SECRET_MIN_BYTES) return null
  const material = isSymmetric(algorithm)
    ? new TextEncoder().encode(key)
    : await importSPKI(key, algorithm)
  try {
    const { payload } = await jwtVerify(token, material, {
      algorithms: [algorithm],
      audience,
      currentDate: new Date(now),
      clockTolerance: SKEW_SECONDS,
      requiredClaims: ['sub', 'iat', 'exp'],
    })
    return payload
  } catch (cause) {
    if (cause instanceof errors.JOSEError) return null
    throw cause
  }
}

function toIdentity(payload: JWTPayload, now: number): ProvenIdentity | null {
  const { sub, iat = 0, exp = 0, traits } = payload
  const isShort = exp - iat <= PROOF_MAX_SECONDS && exp * 1000 <= now + LIFE_MS
  const isOfNow = iat * 1000 <= now + SKEW_SECONDS * 1000
  // Numbers are legal in the token of a careless site, and no ids here.
  if (!isShort || !isOfNow || typeof sub !== 'string' || !isSubject(sub)) return null
  const told = typeof traits === 'object' && traits !== null ? traits : {}
  return { subject: sub, traits: keepScalars({ ...told }, TRAITS_LIMITS) }
}

const LIFE_MS = (PROOF_MAX_SECONDS + SKEW_SECONDS) * 1000
