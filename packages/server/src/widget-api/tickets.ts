/** `GET tickets`: all of a caller's tickets, newest first. */
import {
  type WidgetTicket,
  type WidgetTicketsAnswer,
  widgetTicketsAnswerSchema,
  widgetTicketsQuerySchema,
} from '@porchlight/protocol'
import { jsonResponse } from '../json-response.ts'
import { json } from '../routes/declaration.ts'
import { type OpenRoute, openRoute, type Services } from '../routes/route.ts'
import type { TicketRow } from '../store/schema.ts'
import { identify } from './caller.ts'
import { ROOT, TICKETS_QUERY, WIDGET_API } from './declared.ts'
import { parseQuery } from './fields.ts'
import { formatMs } from './instant.ts'
import { limitRate } from './rate-limit.ts'
import { findSite } from './site.ts'
import { visibleTickets } from './ticket-access.ts'

export function ticketsRoute(services: Services): OpenRoute {
  return openRoute({
    ...WIDGET_API,
    method: 'GET',
    path: `${ROOT}/tickets`,
    summary: 'The tickets of who asks, newest first',
    query: TICKETS_QUERY,
    answers: { 200: json(widgetTicketsAnswerSchema) },
    async handle({ request, url, address }) {
      const site = await findSite(services, request)
      const query = parseQuery(widgetTicketsQuerySchema, url)
      const sessionId = query.widget_session_id
      limitRate(services, site, { sessionId, address, kind: 'poll' })
      const { status, limit, offset } = query
      const answer = await services.store.read(async (tx): Promise<WidgetTicketsAnswer> => {
        const visible = await visibleTickets(tx, await identify(tx, site, query))
        const found = status === null ? visible : visible.where('tickets.status', '=', status)
        const { count } = await found
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        const rows = await found
          .selectAll('tickets')
          .orderBy('tickets.created_at', 'desc')
          .orderBy('tickets.number', 'desc')
          .limit(limit)
          .offset(offset)
          .execute()
        return { count: Number(count), results: rows.map(toWidgetTicket) }
      })
      return jsonResponse(answer)
    },
  })
}

function toWidgetTicket(ticket: TicketRow): WidgetTicket {
  return {
    id: ticket.id,
    ticket_number: ticket.number,
    status: ticket.status,
    unread_count: ticket.unread_customer_count,
    last_message: ticket.last_message_text,
    last_message_at: formatMs(ticket.last_message_at),
    message_count: ticket.message_count,
    created_at: formatMs(ticket.created_at),
  }
}
