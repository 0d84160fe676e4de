/** `POST messages/:ticket/read`: the visitor has seen all of a ticket. */
import {
  type WidgetReadAnswer,
  widgetReadAnswerSchema,
  widgetReadRequestSchema,
} from '@porchlight/protocol'
import { jsonResponse } from '../json-response.ts'
import { json } from '../routes/declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../routes/route.ts'
import { markRead } from '../thread/mark-read.ts'
import { identify } from './caller.ts'
import { ROOT, WIDGET_API } from './declared.ts'
import { parseTicketId } from './fields.ts'
import { limitRate } from './rate-limit.ts'
import { findSite } from './site.ts'
import { accessTicket } from './ticket-access.ts'

export function readRoute(services: Services): OpenRoute {
  return openRoute({
    ...WIDGET_API,
    method: 'POST',
    path: `${ROOT}/messages/:ticket/read`,
    summary: 'Say that all of a ticket has been seen',
    body: widgetReadRequestSchema,
    answers: { 200: json(widgetReadAnswerSchema) },
    async handle({ request, params, address, readBody }) {
      const site = await findSite(services, request)
      const ticketId = parseTicketId(params.ticket)
      const body = await readBody()
      const sessionId = body.widget_session_id
      limitRate(services, site, { sessionId, address, kind: 'write' })
      const answer = await services.store.write(async (tx): Promise<WidgetReadAnswer> => {
        const { conversation, ticket } = await accessTicket(
          tx,
          await identify(tx, site, body),
          ticketId,
        )
        // As published, what is read moves up in the inbox; what was read before does not.
        if (conversation.read_seq < conversation.last_seq) ticket.updated_at = tx.now
        const thread = { conversation, ticket }
        await markRead(tx, thread, { side: 'visitor', seq: conversation.last_seq })
        return { success: true, unread_count: ticket.unread_customer_count }
      })
      return jsonResponse(answer)
    },
  })
}
