/** `GET tickets/:id/`: one ticket, by id or number. As published, looking marks it as read. */

import { ticketSchema } from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { markRead } from '../../thread/mark-read.ts'
import { toTicket } from '../../thread/ticket-view.ts'
import { accessTicket } from '../access.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'

export function readRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/tickets/:ticket',
    action: 'ticket.read',
    summary: 'One ticket, by id or number; looking marks it as read',
    answers: { 200: json(ticketSchema) },
    async handle(call) {
      const ticket = await store.write(async (tx) => {
        const thread = await accessTicket(tx, call, 'ticket.read')
        // Only when there is something unread: or each look would be a change to look at.
        const { last_seq: seq } = thread.conversation
        if (call.request.method === 'GET') await markRead(tx, thread, { side: 'team', seq })
        return await toTicket(tx, thread)
      })
      return jsonResponse(ticket)
    },
  })
}
