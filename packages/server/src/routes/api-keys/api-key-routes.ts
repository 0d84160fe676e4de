/** The api_keys resource: which keys there are, another one, and one less. */
import {
  type ApiKey,
  apiKeySchema,
  createApiKeyRequestSchema,
  listPageSchema,
  madeApiKeySchema,
  parseDateTime,
} from '@porchlight/protocol'
import { listAgents } from '../../auth/agents.ts'
import { findApiKey, isLiving, listLivingApiKeys, revokeByHash } from '../../auth/api-keys.ts'
import { lockProject } from '../../auth/lock-project.ts'
import { keyId, type Principal } from '../../auth/principal.ts'
import { createApiKey, type WantedKey } from '../../auth/projects.ts'
import { parseScopes } from '../../auth/scopes.ts'
import { hashSecret } from '../../auth/secrets.ts'
import { jsonResponse } from '../../json-response.ts'
import { authenticationFailed, invalid, notFound, ownKey } from '../../problem-response.ts'
import type { AgentRow, ApiKeyRow } from '../../store/schema.ts'
import type { ReadTx, Tx } from '../../store/store.ts'
import { toIso } from '../../thread/conversation-view.ts'
import { toAgent } from '../agents/agent-routes.ts'
import { EMPTY, json } from '../declaration.ts'
import { pageQuery, readPageRequest, toListPage } from '../paging.ts'
import { type Call, type Route, route, type Services } from '../route.ts'

const LIMITS = { fallback: 100, max: 1000 }

export function apiKeyRoutes(services: Services): readonly Route[] {
  const routes = [listRoute(services), createRoute(services), revokeRoute(services)]
  return routes.map((each) => ({ ...each, isBesideConversations: true }))
}

function listRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/api_keys',
    action: 'api_key.list',
    summary: 'The keys that are accepted now, the newest first; never the keys themselves',
    query: pageQuery(LIMITS),
    answers: { 200: json(listPageSchema(apiKeySchema)) },
    async handle({ url, principal }) {
      const page = readPageRequest(url, LIMITS)
      const answer = await store.read(async (tx) => {
        const describe = await describeFor(tx, { principal, url })
        const keys = await listLivingApiKeys(tx, principal.project)
        const rows = keys.slice(page.offset, page.offset + page.limit).map(describe)
        return toListPage(rows, { url, count: keys.length, page })
      })
      return jsonResponse(answer)
    },
  })
}

function createRoute({ store, random }: Services): Route {
  return route({
    method: 'POST',
    path: '/api_keys',
    action: 'api_key.create',
    summary: 'Make a key, which is told in this answer and never again',
    body: createApiKeyRequestSchema,
    answers: { 201: json(madeApiKeySchema) },
    async handle({ readBody, principal, url }) {
      const { name, scopes: names, expires_at } = await readBody()
      const scopes = parseScopes(names.join(' '))
      if (scopes === null) throw invalid('scopes', 'Name "*" alone, or each scope.')
      const expiresAt = expires_at === null ? null : parseDateTime(expires_at)
      const made = await store.write(async (tx) => {
        if (expiresAt !== null && expiresAt <= tx.now) {
          throw invalid('expires_at', 'Must be in the future.')
        }
        const bound = await boundsOf(tx, principal, expiresAt)
        const wanted = { project: principal.project, name, scopes, ...bound }
        const secret = await createApiKey(tx, random, wanted)
        const row = await findApiKey(tx, hashSecret(secret))
        if (row === null) throw new Error('a key that was made is not there')
        return { ...(await describeFor(tx, { principal, url }))(row), secret }
      })
      return jsonResponse(made, { status: 201, headers: { 'cache-control': 'no-store' } })
    },
  })
}

/** A key ends no later than the one that makes it, and goes with the same agent.  [SV212] */
async function boundsOf(
  tx: Tx,
  principal: Principal,
  wantedEnd: number | null,
): Promise<Pick<WantedKey, 'expiresAt' | 'madeBy'>> {
  await lockProject(tx, principal.project)
  const own = await ownRow(tx, principal)
  const madeBy = own?.agent_id ?? own?.made_by ?? null
  const ends = [wantedEnd, own?.expires_at ?? null].filter((end) => end !== null)
  return {
    ...(madeBy !== null && { madeBy }),
    ...(ends.length > 0 && { expiresAt: Math.min(...ends) }),
  }
}

/** Null for a key that is configured. @throws Refusal 401 when it was revoked since it was asked for */
async function ownRow(tx: Tx, principal: Principal): Promise<ApiKeyRow | null> {
  if (principal.kind !== 'key' || principal.hash === null) return null
  const row = await findApiKey(tx, principal.hash)
  if (row === null || !isLiving(row, tx.now)) throw authenticationFailed()
  return row
}

function revokeRoute({ store }: Services): Route {
  return route({
    method: 'DELETE',
    path: '/api_keys/:key',
    action: 'api_key.revoke',
    summary: 'Revoke a key: it is refused from the next request on; 409 for the key that asks',
    answers: { 204: EMPTY },
    async handle({ params, principal }) {
      await store.write(async (tx) => {
        const keys = await listLivingApiKeys(tx, principal.project)
        const found = keys.find(({ hash }) => keyId(hash) === params.key)
        if (found === undefined) throw notFound()
        if (isOf(principal, found)) throw ownKey()
        await revokeByHash(tx, found.hash)
      })
      return new Response(null, { status: 204 })
    },
  })
}

/** How this principal is told of a key. */
async function describeFor(
  tx: ReadTx,
  { principal, url }: Pick<Call, 'principal' | 'url'>,
): Promise<(row: ApiKeyRow) => ApiKey> {
  const agents = new Map<number, AgentRow>()
  for (const agent of await listAgents(tx, principal.project)) agents.set(agent.id, agent)
  return (row) => {
    const agent = row.agent_id === null ? undefined : agents.get(row.agent_id)
    return {
      id: keyId(row.hash),
      name: row.name,
      scopes: row.scopes.split(' '),
      agent: agent === undefined ? null : toAgent(agent, url),
      is_current: isOf(principal, row),
      expires_at: row.expires_at === null ? null : toIso(row.expires_at),
      created_at: toIso(row.created_at),
    }
  }
}

function isOf(principal: Principal, { hash }: ApiKeyRow): boolean {
  return principal.kind === 'key' && principal.hash === hash
}
