/** `GET tickets/:id/messages/`: all that is posted, private notes included, oldest first. */

import { listPageSchema, ticketMessageSchema } from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import { toTicketMessage } from '../../thread/ticket-view.ts'
import { accessTicket } from '../access.ts'
import { json } from '../declaration.ts'
import { pageQuery, readPageRequest, toListPage } from '../paging.ts'
import { type Route, route, type Services } from '../route.ts'

const LIMITS = { fallback: 50, max: 200 }

export function messagesRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/tickets/:ticket/messages',
    action: 'ticket.messages',
    summary: 'All that is posted, private notes included, oldest first',
    query: pageQuery(LIMITS),
    answers: { 200: json(listPageSchema(ticketMessageSchema)) },
    async handle(call) {
      const page = readPageRequest(call.url, LIMITS)
      const answer = await store.read(async (tx) => {
        const { conversation, ticket } = await accessTicket(tx, call, 'ticket.messages')
        const posted = tx.db
          .selectFrom('messages')
          .where('conversation_id', '=', conversation.id)
          .where('state', '=', 'posted')
        const { count } = await posted
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        const rows = await posted
          .selectAll()
          .orderBy('seq')
          .limit(page.limit)
          .offset(page.offset)
          .execute()
        const results = rows.map((row) => toTicketMessage(row, ticket))
        return toListPage(results, { url: call.url, count: Number(count), page })
      })
      return jsonResponse(answer)
    },
  })
}
