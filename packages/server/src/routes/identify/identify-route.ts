/** `POST /api/conversations/v1/identify`: the site proves who a visitor is. */
import {
  type Identified,
  type IdentifyRequest,
  identifiedSchema,
  identifyRequestSchema,
} from '@porchlight/protocol'
import { identifyVisitor } from '../../auth/identify.ts'
import { isHashOf } from '../../auth/identity-hash.ts'
import { listIdentityKeys } from '../../auth/identity-keys.ts'
import { type ProvenIdentity, verifyIdentityToken } from '../../auth/identity-token.ts'
import { authenticateVisitor } from '../../auth/principal.ts'
import { findProject } from '../../auth/projects.ts'
import { jsonResponse } from '../../json-response.ts'
import { identityRefused } from '../../problem-response.ts'
import type { IdentityKeyRow } from '../../store/schema.ts'
import { json } from '../declaration.ts'
import { type OpenCall, type OpenRoute, openRoute, type Services } from '../route.ts'

export function identifyRoute(services: Services): OpenRoute {
  return openRoute({
    method: 'POST',
    path: '/api/conversations/v1/identify',
    credentials: 'bearer',
    summary: 'Prove who a visitor is: a JWT signed by the site, or an id with its HMAC',
    body: identifyRequestSchema,
    answers: { 200: json(identifiedSchema) },
    handle: (call) => answer(services, call),
  })
}

/** @throws Refusal 401 for the access token or the proof, 403 for keys, 409, 429 */
async function answer(
  { store, limits }: Services,
  { request, address, readBody }: OpenCall<IdentifyRequest>,
): Promise<Response> {
  limits.use(['identify_per_address', address])
  const header = request.headers.get('authorization')
  const principal = await store.read((tx) => authenticateVisitor(tx, { header, address }))
  limits.use(['identify_per_visitor', principal.visitor])
  const body = await readBody()
  const known = await store.read(async (tx) => ({
    keys: await listIdentityKeys(tx, principal.project),
    project: await findProject(tx, principal.project),
    now: tx.now,
  }))
  const audience = known.project?.widgetToken ?? ''
  const proven =
    'token' in body
      ? await verifyIdentityToken(body.token, { ...known, audience })
      : byHash(body, known.keys)
  if (proven === null) throw identityRefused()
  const visitor = await store.write((tx) => identifyVisitor(tx, principal, proven))
  const identified: Identified = { visitor, distinct_id: proven.subject }
  return jsonResponse(identified)
}

/** A hash says nothing but who; traits are proven by tokens alone. */
function byHash(
  { distinct_id: subject, identity_hash }: Exclude<IdentifyRequest, { token: string }>,
  keys: readonly IdentityKeyRow[],
): ProvenIdentity | null {
  const secrets = keys.filter(({ algorithm }) => algorithm === 'hash').map(({ key }) => key)
  return isHashOf(subject, identity_hash, secrets) ? { subject, traits: {} } : null
}
