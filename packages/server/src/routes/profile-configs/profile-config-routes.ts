/** The customer_profile_configs resource: how profiles of customers are laid out for the team. */
import {
  createProfileConfigRequestSchema,
  listPageSchema,
  type ProfileConfig,
  parse,
  profileConfigSchema,
  updateProfileConfigRequestSchema,
  uuidSchema,
} from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { notFound } from '../../problem-response.ts'
import type { CustomerProfileConfigRow } from '../../store/schema.ts'
import type { ReadTx } from '../../store/store.ts'
import { toIso } from '../../thread/conversation-view.ts'
import { EMPTY, json } from '../declaration.ts'
import { readNewestFirst } from '../newest-first.ts'
import { pageQuery, readPageRequest, toListPage } from '../paging.ts'
import { type Call, type Route, route, type Services } from '../route.ts'

const LIMITS = { fallback: 100, max: 1000 }

const ONE = '/customer_profile_configs/:config'

export function profileConfigRoutes(services: Services): readonly Route[] {
  const routes = [
    listRoute(services),
    createRoute(services),
    readRoute(services),
    updateRoute(services),
    deleteRoute(services),
  ]
  return routes.map((each) => ({ ...each, isBesideConversations: true }))
}

function listRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/customer_profile_configs',
    action: 'profile_config.read',
    summary: 'The profile configs, the newest first',
    query: pageQuery(LIMITS),
    answers: { 200: json(listPageSchema(profileConfigSchema)) },
    async handle({ url, principal }) {
      const page = readPageRequest(url, LIMITS)
      const answer = await store.read(async (tx) => {
        const configs = tx.db
          .selectFrom('customer_profile_configs')
          .where('project_id', '=', principal.project)
        const { rows, count } = await readNewestFirst(configs.selectAll(), page)
        return toListPage(rows.map(toProfileConfig), { url, count, page })
      })
      return jsonResponse(answer)
    },
  })
}

function createRoute({ store }: Services): Route {
  return route({
    method: 'POST',
    path: '/customer_profile_configs',
    action: 'profile_config.write',
    summary: 'Make a profile config',
    body: createProfileConfigRequestSchema,
    answers: { 201: json(profileConfigSchema) },
    async handle({ readBody, principal }) {
      const wanted = await readBody()
      const row = await store.write(async (tx): Promise<CustomerProfileConfigRow> => {
        const made = {
          id: tx.createId(),
          project_id: principal.project,
          scope: wanted.scope,
          content: JSON.stringify(wanted.content),
          sidebar: JSON.stringify(wanted.sidebar),
          created_at: tx.now,
          updated_at: tx.now,
        }
        await tx.db.insertInto('customer_profile_configs').values(made).execute()
        return made
      })
      return jsonResponse(toProfileConfig(row), { status: 201 })
    },
  })
}

function readRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: ONE,
    action: 'profile_config.read',
    summary: 'One profile config',
    answers: { 200: json(profileConfigSchema) },
    handle: async (call) =>
      jsonResponse(toProfileConfig(await store.read((tx) => accessConfig(tx, call)))),
  })
}

function updateRoute({ store }: Services): Route {
  return route({
    method: 'PATCH',
    path: ONE,
    action: 'profile_config.write',
    summary: 'Change a profile config: what is not named stays',
    body: updateProfileConfigRequestSchema,
    answers: { 200: json(profileConfigSchema) },
    async handle(call) {
      const change = await call.readBody()
      const row = await store.write(async (tx): Promise<CustomerProfileConfigRow> => {
        const { id, ...before } = await accessConfig(tx, call)
        const after = {
          ...before,
          ...(change.scope !== undefined && { scope: change.scope }),
          ...('content' in change && { content: JSON.stringify(change.content) }),
          ...('sidebar' in change && { sidebar: JSON.stringify(change.sidebar) }),
          updated_at: tx.now,
        }
        await tx.db
          .updateTable('customer_profile_configs')
          .set(after)
          .where('id', '=', id)
          .execute()
        return { id, ...after }
      })
      return jsonResponse(toProfileConfig(row))
    },
  })
}

function deleteRoute({ store }: Services): Route {
  return route({
    method: 'DELETE',
    path: ONE,
    action: 'profile_config.write',
    summary: 'Delete a profile config',
    answers: { 204: EMPTY },
    async handle(call) {
      await store.write(async (tx) => {
        const { id } = await accessConfig(tx, call)
        await tx.db.deleteFrom('customer_profile_configs').where('id', '=', id).execute()
      })
      return new Response(null, { status: 204 })
    },
  })
}

/** @throws Refusal 404 */
async function accessConfig(
  tx: ReadTx,
  { params, principal }: Call,
): Promise<CustomerProfileConfigRow> {
  const id = parse(uuidSchema, params.config)
  if (!id.ok) throw notFound()
  const row = await tx.db
    .selectFrom('customer_profile_configs')
    .selectAll()
    .where('id', '=', id.value)
    .where('project_id', '=', principal.project)
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

function toProfileConfig(row: CustomerProfileConfigRow): ProfileConfig {
  return {
    id: row.id,
    scope: row.scope,
    content: JSON.parse(row.content),
    sidebar: JSON.parse(row.sidebar),
    created_at: toIso(row.created_at),
    updated_at: toIso(row.updated_at),
  }
}
