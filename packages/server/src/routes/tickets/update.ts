/** `PATCH tickets/:id/`, and `PUT`, which is the same: by the team, or by its visitor within narrow limits. */
import { updateOwnTicketRequestSchema, updateTicketRequestSchema } from '@porchlight/protocol'
import { toSummary } from '../../thread/conversation-view.ts'
import { toTicket } from '../../thread/ticket-view.ts'
import { updateOwnTicket, updateTicket } from '../../thread/update-ticket.ts'
import { accessTicket } from '../access.ts'
import { readBody } from '../read-body.ts'
import type { Call, Route, Services } from '../route.ts'

export function updateRoutes({ store }: Services): readonly Route[] {
  return (['PATCH', 'PUT'] as const).map((method) => ({
    method,
    path: '/tickets/:ticket',
    action: 'ticket.update',
    handle: (call) =>
      call.principal.kind === 'visitor' ? byVisitor(store, call) : byTeam(store, call),
  }))
}

async function byTeam(store: Services['store'], call: Call): Promise<Response> {
  const change = await readBody(call.request, updateTicketRequestSchema)
  const ticket = await store.write(async (tx) => {
    const thread = await accessTicket(tx, call, 'ticket.update')
    await updateTicket(tx, thread, change)
    return await toTicket(tx, thread)
  })
  return Response.json(ticket)
}

async function byVisitor(store: Services['store'], call: Call): Promise<Response> {
  const change = await readBody(call.request, updateOwnTicketRequestSchema)
  const summary = await store.write(async (tx) => {
    const thread = await accessTicket(tx, call, 'ticket.update')
    await updateOwnTicket(tx, thread, change)
    return await toSummary(tx, thread)
  })
  return Response.json(summary.ticket)
}
