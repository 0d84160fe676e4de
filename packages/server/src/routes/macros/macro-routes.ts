/** The macros resource: saved replies, shared by the whole team. */
import {
  createMacroRequestSchema,
  listPageSchema,
  type Macro,
  macroSchema,
  type UpdateMacroRequest,
  updateMacroRequestSchema,
} from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { macroChanged, notFound } from '../../problem-response.ts'
import type { MacroRow } from '../../store/schema.ts'
import type { ReadTx, Tx } from '../../store/store.ts'
import { toStorableText } from '../../text.ts'
import { toIso } from '../../thread/conversation-view.ts'
import { EMPTY, json } from '../declaration.ts'
import { readNewestFirst } from '../newest-first.ts'
import { pageQuery, readPageRequest, toListPage } from '../paging.ts'
import { type Call, type Route, route, type Services } from '../route.ts'

const LIMITS = { fallback: 100, max: 1000 }

export function macroRoutes(services: Services): readonly Route[] {
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
    path: '/macros',
    action: 'macro.read',
    summary: 'The saved replies of the team, the newest first',
    query: pageQuery(LIMITS),
    answers: { 200: json(listPageSchema(macroSchema)) },
    async handle({ url, principal }) {
      const page = readPageRequest(url, LIMITS)
      const answer = await store.read(async (tx) => {
        const macros = tx.db.selectFrom('macros').where('project_id', '=', principal.project)
        const { rows, count } = await readNewestFirst(macros.selectAll(), page)
        return toListPage(rows.map(toMacro), { url, count, page })
      })
      return jsonResponse(answer)
    },
  })
}

function createRoute({ store }: Services): Route {
  return route({
    method: 'POST',
    path: '/macros',
    action: 'macro.write',
    summary: 'Save a reply',
    body: createMacroRequestSchema,
    answers: { 201: json(macroSchema) },
    async handle({ readBody, principal }) {
      const { name, text } = await readBody()
      const macro = await store.write(async (tx) => {
        const times = { created_at: tx.now, updated_at: tx.now }
        const row = { id: tx.createId(), project_id: principal.project, name, text, ...times }
        await tx.db.insertInto('macros').values(row).execute()
        return toMacro(row)
      })
      return jsonResponse(macro, { status: 201 })
    },
  })
}

function readRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/macros/:macro',
    action: 'macro.read',
    summary: 'One saved reply',
    answers: { 200: json(macroSchema) },
    async handle(call) {
      return jsonResponse(await store.read(async (tx) => toMacro(await accessMacro(tx, call))))
    },
  })
}

function updateRoute({ store }: Services): Route {
  return route({
    method: 'PATCH',
    path: '/macros/:macro',
    action: 'macro.write',
    summary: 'Change a saved reply: what is not named stays; 409 when it is not what it `was`',
    body: updateMacroRequestSchema,
    answers: { 200: json(macroSchema) },
    async handle(call) {
      const change = await call.readBody()
      const macro = await store.write(async (tx) =>
        toMacro(await update(tx, await accessMacro(tx, call), change)),
      )
      return jsonResponse(macro)
    },
  })
}

function deleteRoute({ store }: Services): Route {
  return route({
    method: 'DELETE',
    path: '/macros/:macro',
    action: 'macro.write',
    summary: 'Delete a saved reply',
    answers: { 204: EMPTY },
    async handle(call) {
      await store.write(async (tx) => {
        const { id } = await accessMacro(tx, call)
        await tx.db.deleteFrom('macros').where('id', '=', id).execute()
      })
      return new Response(null, { status: 204 })
    },
  })
}

/** @throws Refusal 404 */
async function accessMacro(tx: ReadTx, { params, principal }: Call): Promise<MacroRow> {
  const row = await tx.db
    .selectFrom('macros')
    .selectAll()
    .where('project_id', '=', principal.project)
    .where('id', '=', toStorableText(params.macro ?? ''))
    .$if(tx.locksRows, (query) => query.forNoKeyUpdate())
    .executeTakeFirst()
  if (row === undefined) throw notFound()
  return row
}

/** @throws Refusal 409 where a field is not what it was taken to be */
async function update(
  tx: Tx,
  row: MacroRow,
  { was = {}, ...change }: UpdateMacroRequest,
): Promise<MacroRow> {
  const { name: nameWas = row.name, text: textWas = row.text } = was
  if (nameWas !== row.name || textWas !== row.text) throw macroChanged()
  const changed = { ...row, ...change, updated_at: tx.now }
  const { name, text, updated_at } = changed
  await tx.db
    .updateTable('macros')
    .set({ name, text, updated_at })
    .where('id', '=', row.id)
    .execute()
  return changed
}

function toMacro({ id, name, text, created_at, updated_at }: MacroRow): Macro {
  return { id, name, text, created_at: toIso(created_at), updated_at: toIso(updated_at) }
}
