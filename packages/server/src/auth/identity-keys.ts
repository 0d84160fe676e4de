/**
 * The keys by which the sites of a project prove who a visitor is. Two of a kind may be active, so
 * that a site can change its key without a moment in which nobody is known.
 */
import { createPublicKey } from 'node:crypto'
import type { IdentityKeyRow } from '../store/schema.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import type { IdentityAlgorithm } from '../store/tables/projects.ts'

/** A secret below this can be found by trying. */
export const IDENTITY_SECRET_MIN_BYTES = 32

/** One that verifies, and the one that replaces it. */
const MAX_KEYS_OF_A_KIND = 2

export type NewIdentityKey = Pick<IdentityKeyRow, 'kid' | 'algorithm' | 'key'>

/** Why a key was not taken, in words for the person who gave it; null when it was. */
export type KeyRefusal = string | null

/** Adds a key. Nothing that could verify everything or nothing is ever stored. */
export async function addIdentityKey(
  tx: Tx,
  project: number,
  wanted: NewIdentityKey,
): Promise<KeyRefusal> {
  if (!/^[\w.-]{1,64}$/.test(wanted.kid)) return 'a key id has 1 to 64 letters, digits, _ . or -'
  const weakness = weaknessOf(wanted)
  if (weakness !== null) return weakness
  const keys = await listIdentityKeys(tx, project)
  if (keys.some(({ kid }) => kid === wanted.kid)) return 'there is a key with this id'
  const same = keys.filter(({ algorithm }) => algorithm === wanted.algorithm)
  if (same.length >= MAX_KEYS_OF_A_KIND) {
    return `there are ${same.length} ${wanted.algorithm} keys: remove the older one first`
  }
  await tx.db
    .insertInto('identity_keys')
    .values({ ...wanted, project_id: project, created_at: tx.now })
    .execute()
  return null
}

/** Of one project, oldest first. */
export async function listIdentityKeys(tx: ReadTx, project: number): Promise<IdentityKeyRow[]> {
  return await tx.db
    .selectFrom('identity_keys')
    .selectAll()
    .where('project_id', '=', project)
    .orderBy('created_at')
    .orderBy('kid')
    .execute()
}

/**
 * The keys of a project are the lock of its identifications, which go one after the other: of two
 * browsers that prove the same at once, the second finds the visitor of the first.
 *
 * @returns false when all keys are gone by now
 */
export async function lockIdentityKeys(tx: Tx, project: number): Promise<boolean> {
  const rows = await tx.db
    .selectFrom('identity_keys')
    .select('kid')
    .where('project_id', '=', project)
    .orderBy('kid')
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .execute()
  return rows.length > 0
}

/** @returns false when there is none of that id; what it has proven before stays proven */
export async function removeIdentityKey(tx: Tx, project: number, kid: string): Promise<boolean> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('identity_keys')
    .where('project_id', '=', project)
    .where('kid', '=', kid)
    .executeTakeFirst()
  return numDeletedRows === 1n
}

const CURVES: Readonly<Record<'ES256' | 'EdDSA', { type: string; curve?: string }>> = {
  ES256: { type: 'ec', curve: 'prime256v1' },
  EdDSA: { type: 'ed25519' },
}

function weaknessOf({ algorithm, key }: NewIdentityKey): KeyRefusal {
  if (isSymmetric(algorithm)) {
    const isShort = Buffer.byteLength(key) < IDENTITY_SECRET_MIN_BYTES
    return isShort ? `a secret has ${IDENTITY_SECRET_MIN_BYTES} bytes or more` : null
  }
  const wanted = CURVES[algorithm]
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(key)
    const isRight =
      asymmetricKeyType === wanted.type &&
      (wanted.curve === undefined || asymmetricKeyDetails?.namedCurve === wanted.curve)
    if (isRight)
      return key.includes('PRIVATE') ? 'give the public key, never the private one' : null
  } catch {
    // Falls through: no key at all is no key of this kind.
  }
  return `this is no public key for ${algorithm} in PEM`
}

/** Whether both sides know the same secret. */
export function isSymmetric(algorithm: IdentityAlgorithm): algorithm is 'hash' | 'HS256' {
  return algorithm === 'hash' || algorithm === 'HS256'
}
