/** Who works here, and who this key is. */
import {
  type Agent,
  agentSchema,
  listPageSchema,
  type MyKey,
  myKeySchema,
} from '@porchlight/protocol'
import { findAgent, listAgents } from '../../auth/agents.ts'
import { revokeByHash } from '../../auth/api-keys.ts'
import { formatScopes } from '../../auth/scopes.ts'
import { jsonResponse } from '../../json-response.ts'
import { notFound, permissionDenied } from '../../problem-response.ts'
import type { AgentRow } from '../../store/schema.ts'
import { toIso } from '../../thread/conversation-view.ts'
import { EMPTY, json } from '../declaration.ts'
import { pageQuery, readPageRequest, toListPage } from '../paging.ts'
import { type Route, route, type Services } from '../route.ts'

const LIMITS = { fallback: 100, max: 200 }

export function agentRoutes(services: Services): readonly Route[] {
  return [meRoute(services), myKeyRoute(), listRoute(services), signOutRoute(services)]
}

/**
 * As the team sees somebody. A visitor is told a name at most.
 *
 * @param url of the request: a picture that is kept here has its address below the same origin
 */
export function toAgent({ avatar_url: at, created_at, ...row }: AgentRow, url: URL): Agent {
  const { id, name, email } = row
  const avatar_url = at === null ? null : new URL(at, url).href
  return { id, name, email, avatar_url, created_at: toIso(created_at) }
}

function listRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/agents',
    isBesideConversations: true,
    action: 'agent.list',
    summary: 'The people of the team, in the order in which they came',
    query: pageQuery(LIMITS),
    answers: { 200: json(listPageSchema(agentSchema)) },
    async handle({ url, principal }) {
      const page = readPageRequest(url, LIMITS)
      // A team is small enough to be read as a whole.
      const agents = await store.read((tx) => listAgents(tx, principal.project))
      const rows = agents
        .slice(page.offset, page.offset + page.limit)
        .map((row) => toAgent(row, url))
      return jsonResponse(toListPage(rows, { url, count: agents.length, page }))
    },
  })
}

function meRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/agents/me',
    isBesideConversations: true,
    action: 'agent.list',
    summary: 'The agent whose key this is; 404 for the key of a server',
    answers: { 200: json(agentSchema) },
    async handle({ principal, url }) {
      if (principal.kind !== 'key' || principal.agent === null) throw notFound()
      const { agent } = principal
      const row = await store.read((tx) => findAgent(tx, agent))
      if (row === null) throw notFound()
      return jsonResponse(toAgent(row, url))
    },
  })
}

/** So that whoever shows it offers nothing that would be refused.  [SV216] */
function myKeyRoute(): Route {
  return route({
    method: 'GET',
    path: '/agents/my_key',
    isBesideConversations: true,
    action: 'agent.list',
    summary: 'What the key that asks may do',
    answers: { 200: json(myKeySchema) },
    async handle({ principal }) {
      if (principal.kind !== 'key') throw notFound()
      const answer: MyKey = { scopes: formatScopes(principal.scopes).split(' ') }
      return jsonResponse(answer)
    },
  })
}

function signOutRoute({ store }: Services): Route {
  return route({
    method: 'POST',
    path: '/agents/sign_out',
    isBesideConversations: true,
    action: 'agent.sign_out',
    summary: "Give back the key of an agent: it is never accepted again; 403 for a server's",
    answers: { 204: EMPTY },
    async handle({ principal }) {
      // A server that gave back its key by mistake could not get another one by itself.
      if (principal.kind !== 'key' || principal.agent === null || principal.hash === null) {
        throw permissionDenied()
      }
      const { hash } = principal
      await store.write((tx) => revokeByHash(tx, hash))
      return new Response(null, { status: 204 })
    },
  })
}
