/** `POST visitors/export` and `visitors/erase`: what a person has left here, handed over or gone. */
import {
  erasedVisitorsSchema,
  type VisitorTarget,
  visitorExportSchema,
  visitorTargetSchema,
} from '@porchlight/protocol'
import { type Erased, eraseAddress, eraseVisitorOfTicket } from '../../erase/erase-visitor.ts'
import { exportPeople } from '../../erase/export-visitor.ts'
import { type FoundPeople, findByAddress, findByTicket } from '../../erase/find-people.ts'
import { jsonResponse } from '../../json-response.ts'
import { invalid } from '../../problem-response.ts'
import type { ReadTx, Store } from '../../store/store.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

/** By POST, although the first one only reads: an address of mail belongs into no address of ours. */
export function visitorRoutes({ store }: Services): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/visitors/export',
      action: 'visitor.export',
      summary: 'Everything that a person has left here, without the notes of the team',
      body: visitorTargetSchema,
      answers: { 200: json(visitorExportSchema) },
      async handle({ readBody, principal }) {
        const target = await readBody()
        const found = await store.read((tx) => findPeople(tx, principal.project, target))
        return jsonResponse(await exportPeople(store, found))
      },
    }),
    route({
      method: 'POST',
      path: '/visitors/erase',
      action: 'visitor.erase',
      summary: 'Erase everything that a person has left here, for good',
      body: visitorTargetSchema,
      answers: { 200: json(erasedVisitorsSchema) },
      async handle({ readBody, principal }) {
        const target = await readBody()
        const { visitors, threads } = await erase(store, principal.project, target)
        return jsonResponse({ visitors, conversations: threads })
      },
    }),
  ]
}

async function erase(store: Store, project: number, target: VisitorTarget): Promise<Erased> {
  const { email, ticket_number: number } = target
  if (email !== undefined) return await eraseAddress(store, { project, email })
  const erased =
    number === undefined ? null : await eraseVisitorOfTicket(store, { project, number })
  if (erased === null) throw noTicket()
  return erased
}

async function findPeople(
  tx: ReadTx,
  project: number,
  { email, ticket_number: number }: VisitorTarget,
): Promise<FoundPeople> {
  if (email !== undefined) return await findByAddress(tx, project, email.toLowerCase())
  const found = number === undefined ? null : await findByTicket(tx, project, number)
  if (found === null) throw noTicket()
  return found
}

function noTicket() {
  return invalid('ticket_number', 'There is no ticket of this number.')
}
