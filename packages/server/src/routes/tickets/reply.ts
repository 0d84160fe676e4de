/** `POST tickets/:id/reply/`: a person answers, or leaves a private note. */

import { replyRequestSchema, ticketMessageSchema } from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { reply } from '../../thread/reply.ts'
import { toTicketMessage } from '../../thread/ticket-view.ts'
import { accessTicket } from '../access.ts'
import { json } from '../declaration.ts'
import { type Route, route, type Services } from '../route.ts'
import { IDEMPOTENCY_HEADERS, readIdempotencyKey } from '../sent-message.ts'

export function replyRoute({ store }: Services): Route {
  return route({
    method: 'POST',
    path: '/tickets/:ticket/reply',
    action: 'ticket.reply',
    summary: 'Answer as a person, or leave a private note',
    headers: IDEMPOTENCY_HEADERS,
    body: replyRequestSchema,
    answers: { 201: json(ticketMessageSchema) },
    async handle(call) {
      const key = readIdempotencyKey(call)
      const body = await call.readBody()
      const { principal } = call
      const answer = await store.write(async (tx) => {
        const thread = await accessTicket(tx, call, 'ticket.reply')
        const row = await reply(tx, thread, {
          id: key ?? tx.createId(),
          content: body.message,
          richContent: body.rich_content,
          isPrivate: body.is_private,
          agent: principal.kind === 'key' ? principal.agent : null,
        })
        return toTicketMessage(row, thread.ticket)
      })
      return jsonResponse(answer, { status: 201 })
    },
  })
}
