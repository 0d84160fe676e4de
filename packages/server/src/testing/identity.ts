/** A site that knows its visitors, and can prove who they are. */
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import type { IdentityAlgorithm } from '../store/tables/projects.ts'
import { inDatabase } from './test-database.ts'
import { type TestServer, WIDGET_TOKEN } from './test-server.ts'

export const SITE_SECRET = 'the secret that the site and we know'

const pairs = {
  EdDSA: generateKeyPairSync('ed25519'),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
}

/** Configures a key of this algorithm, whose id is the algorithm's name. */
export async function addSiteKey(
  { place, clock }: Pick<TestServer, 'place' | 'clock'>,
  algorithm: IdentityAlgorithm,
  { kid = algorithm as string, project = 1, secret = SITE_SECRET } = {},
): Promise<void> {
  const isPublic = algorithm === 'EdDSA' || algorithm === 'ES256'
  const pem = isPublic
    ? pairs[algorithm].publicKey.export({ type: 'spki', format: 'pem' }).toString()
    : secret
  const row = { project_id: project, kid, algorithm, key: pem, created_at: clock.now() }
  await inDatabase(place, (db) => db.insertInto('identity_keys').values(row).execute())
}

/** What a proof says unless it says otherwise. */
export async function signToken(
  { clock }: Pick<TestServer, 'clock'>,
  claims: JWTPayload,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> {
  const now = Math.floor(clock.now() / 1000)
  const alg: string = header.alg ?? 'HS256'
  const key =
    alg === 'EdDSA' || alg === 'ES256'
      ? pairs[alg].privateKey
      : new TextEncoder().encode(SITE_SECRET)
  return await new SignJWT({ aud: WIDGET_TOKEN, iat: now, exp: now + 600, ...claims })
    .setProtectedHeader({ alg, kid: alg, ...header })
    .sign(key)
}

/** The published proof: an id with its HMAC. */
export function hashProof(
  subject: string,
  secret: string = SITE_SECRET,
): { distinct_id: string; identity_hash: string } {
  const identity_hash = createHmac('sha256', secret).update(subject).digest('hex')
  return { distinct_id: subject, identity_hash }
}

/** A proof that holds: the key is there from now on. */
export async function provenIdentity(server: TestServer): Promise<ReturnType<typeof hashProof>> {
  await addSiteKey(server, 'hash')
  return hashProof('ada')
}
