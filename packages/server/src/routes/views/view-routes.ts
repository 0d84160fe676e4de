/** The views resource: saved filters of the ticket list, shared by the whole team. */
import {
  createViewRequestSchema,
  listPageSchema,
  ticketViewSchema,
  type UpdateViewRequest,
  updateViewRequestSchema,
} from '@porchlight/protocol'
import { lockProject } from '../../auth/lock-project.ts'
import { jsonResponse } from '../../json-response.ts'
import { notFound } from '../../problem-response.ts'
import type { TicketViewRow } from '../../store/schema.ts'
import type { ReadTx, Tx } from '../../store/store.ts'
import { toStorableText } from '../../text.ts'
import { EMPTY, json } from '../declaration.ts'
import { readNewestFirst } from '../newest-first.ts'
import { pageQuery, readPageRequest, toListPage } from '../paging.ts'
import { type Call, type Route, route, type Services } from '../route.ts'
import { moveView, placeBehindAll } from './view-order.ts'
import { findView, toViews } from './view-rows.ts'

const LIMITS = { fallback: 100, max: 1000 }

/** There is no PUT: it would wipe the filters that it does not name. */
export function viewRoutes(services: Services): readonly Route[] {
  return [
    listRoute(services),
    createRoute(services),
    readRoute(services),
    updateRoute(services),
    deleteRoute(services),
  ]
}

function listRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/views',
    action: 'view.read',
    summary: 'The views of the team, the newest first',
    query: pageQuery(LIMITS),
    answers: { 200: json(listPageSchema(ticketViewSchema)) },
    async handle({ url, principal }) {
      const page = readPageRequest(url, LIMITS)
      const answer = await store.read(async (tx) => {
        const views = tx.db.selectFrom('ticket_views').where('project_id', '=', principal.project)
        const { rows, count } = await readNewestFirst(views.selectAll(), page)
        return toListPage(await toViews(tx, rows), { url, count, page })
      })
      return jsonResponse(answer)
    },
  })
}

function createRoute({ store }: Services): Route {
  return route({
    method: 'POST',
    path: '/views',
    action: 'view.write',
    summary: 'Save a view',
    body: createViewRequestSchema,
    answers: { 201: json(ticketViewSchema) },
    async handle({ readBody, principal }) {
      const { name, filters } = await readBody()
      const view = await store.write(async (tx) => {
        const id = tx.createId()
        const row: TicketViewRow = {
          id,
          project_id: principal.project,
          // The end of an id is nothing but chance: 48 bits of it.
          short_id: id.slice(-12),
          name,
          filters: JSON.stringify(filters),
          created_by: principal.kind === 'key' ? principal.agent : null,
          created_at: tx.now,
          position: await placeBehindAll(tx, principal.project),
        }
        await tx.db.insertInto('ticket_views').values(row).execute()
        return await tell(tx, row)
      })
      return jsonResponse(view, { status: 201 })
    },
  })
}

function readRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/views/:view',
    action: 'view.read',
    summary: 'One view',
    answers: { 200: json(ticketViewSchema) },
    async handle(call) {
      const view = await store.read(async (tx) => await tell(tx, await accessView(tx, call)))
      return jsonResponse(view)
    },
  })
}

function updateRoute({ store }: Services): Route {
  return route({
    method: 'PATCH',
    path: '/views/:view',
    action: 'view.write',
    summary: 'Change a view, or move it `before` or `after` another one: what is not named stays',
    body: updateViewRequestSchema,
    answers: { 200: json(ticketViewSchema) },
    async handle(call) {
      const change = await call.readBody()
      const view = await store.write(async (tx) => {
        const isMoved = change.before !== undefined || change.after !== undefined
        // Before any row of a view: whoever moves another one waits for that of this one.
        if (isMoved) await lockProject(tx, call.principal.project)
        const row = await accessView(tx, call)
        return await tell(tx, await update(tx, row, change))
      })
      return jsonResponse(view)
    },
  })
}

function deleteRoute({ store }: Services): Route {
  return route({
    method: 'DELETE',
    path: '/views/:view',
    action: 'view.write',
    summary: 'Delete a view',
    answers: { 204: EMPTY },
    async handle(call) {
      await store.write(async (tx) => {
        const { id } = await accessView(tx, call)
        await tx.db.deleteFrom('ticket_views').where('id', '=', id).execute()
      })
      return new Response(null, { status: 204 })
    },
  })
}

/** @throws Refusal 404 */
async function accessView(tx: ReadTx, { params, principal }: Call): Promise<TicketViewRow> {
  const view = await findView(tx, principal.project, toStorableText(params.view ?? ''))
  if (view === null) throw notFound()
  return view
}

async function update(
  tx: Tx,
  row: TicketViewRow,
  { name, filters, ...place }: UpdateViewRequest,
): Promise<TicketViewRow> {
  const changed = {
    ...row,
    ...(name !== undefined && { name }),
    ...(filters !== undefined && { filters: JSON.stringify(filters) }),
    position: await moveView(tx, row, place),
  }
  const { position } = changed
  await tx.db
    .updateTable('ticket_views')
    .set({ name: changed.name, filters: changed.filters, position })
    .where('id', '=', row.id)
    .execute()
  return changed
}

async function tell(tx: ReadTx, row: TicketViewRow) {
  const [view] = await toViews(tx, [row])
  return view
}
