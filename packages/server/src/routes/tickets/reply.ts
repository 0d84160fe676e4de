/** `POST tickets/:id/reply/`: a person answers, or leaves a private note. */
import { replyRequestSchema } from '@porchlight/protocol'
import { reply } from '../../thread/reply.ts'
import { toTicketMessage } from '../../thread/ticket-view.ts'
import { accessTicket } from '../access.ts'
import { readBody } from '../read-body.ts'
import type { Route, Services } from '../route.ts'
import { readIdempotencyKey } from '../sent-message.ts'

export function replyRoute({ store }: Services): Route {
  return {
    method: 'POST',
    path: '/tickets/:ticket/reply',
    action: 'ticket.reply',
    async handle(call) {
      const key = readIdempotencyKey(call)
      const { message, is_private: isPrivate } = await readBody(call.request, replyRequestSchema)
      const answer = await store.write(async (tx) => {
        const thread = await accessTicket(tx, call, 'ticket.reply')
        const id = key ?? tx.createId()
        const row = await reply(tx, thread, { id, content: message, isPrivate })
        return toTicketMessage(row, thread.ticket)
      })
      return Response.json(answer, { status: 201 })
    },
  }
}
