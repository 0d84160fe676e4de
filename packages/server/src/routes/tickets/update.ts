/** `PATCH tickets/:id/`, and `PUT`, which is the same: by the team, or by its visitor within narrow limits. */

import {
  ticketSchema,
  type UpdateOwnTicketRequest,
  type UpdateTicketRequest,
  updateOwnTicketRequestSchema,
  updateTicketRequestSchema,
  visitorTicketSchema,
} from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { toSummary } from '../../thread/conversation-view.ts'
import { toTicket } from '../../thread/ticket-view.ts'
import { updateOwnTicket, updateTicket } from '../../thread/update-ticket.ts'
import { accessTicket } from '../access.ts'
import { json } from '../declaration.ts'
import { type Call, type Route, routeByPrincipal, type Services } from '../route.ts'

export function updateRoutes(services: Services): readonly Route[] {
  return (['PATCH', 'PUT'] as const).map((method) =>
    routeByPrincipal({
      method,
      path: '/tickets/:ticket',
      action: 'ticket.update',
      summary: 'Change a ticket: as the team, or as its visitor within narrow limits',
      answers: { 200: json(ticketSchema, visitorTicketSchema) },
      visitor: { body: updateOwnTicketRequestSchema, handle: (call) => byVisitor(services, call) },
      key: { body: updateTicketRequestSchema, handle: (call) => byTeam(services, call) },
    }),
  )
}

async function byTeam({ store }: Services, call: Call<UpdateTicketRequest>): Promise<Response> {
  const change = await call.readBody()
  const ticket = await store.write(async (tx) => {
    const thread = await accessTicket(tx, call, 'ticket.update')
    await updateTicket(tx, thread, change)
    return await toTicket(tx, thread)
  })
  return jsonResponse(ticket)
}

async function byVisitor(
  { store }: Services,
  call: Call<UpdateOwnTicketRequest>,
): Promise<Response> {
  const change = await call.readBody()
  const seen = await store.write(async (tx) => {
    const thread = await accessTicket(tx, call, 'ticket.update')
    await updateOwnTicket(tx, thread, change)
    return await toSummary(tx, thread)
  })
  return jsonResponse(seen.ticket)
}
