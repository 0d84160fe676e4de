/** `GET tickets/`: what the team has to do, filtered and sorted as asked. Marks nothing as read. */

import { listPageSchema, ticketSchema } from '@porchlight/protocol'
import { jsonResponse } from '../../json-response.ts'
import type { TicketRow } from '../../store/schema.ts'
import type { ReadTx } from '../../store/store.ts'
import { loadPeople } from '../../thread/people.ts'
import type { TicketThread } from '../../thread/thread.ts'
import { toTickets } from '../../thread/ticket-view.ts'
import { json } from '../declaration.ts'
import { type PageRequest, pageQuery, readPageRequest, toListPage } from '../paging.ts'
import { type Route, route, type Services } from '../route.ts'
import { findTickets } from './filters/filter-tickets.ts'
import { sortTickets } from './filters/sort-tickets.ts'
import { readTicketQuery, TICKET_QUERY } from './filters/ticket-query.ts'
import type { Tickets } from './filters/tickets-found.ts'

const LIMITS = { fallback: 100, max: 1000 }

export function listRoute({ store }: Services): Route {
  return route({
    method: 'GET',
    path: '/tickets',
    action: 'ticket.list',
    summary: 'The tickets of the project, the last changed first unless told otherwise',
    query: { ...pageQuery(LIMITS), ...TICKET_QUERY },
    answers: { 200: json(listPageSchema(ticketSchema)) },
    async handle(call) {
      const page = readPageRequest(call.url, LIMITS)
      const answer = await store.read(async (tx) => {
        const query = await readTicketQuery(tx, call)
        const found = findTickets(tx, query)
        const rows = await sortTickets(found, query.get('order_by'))
          .selectAll('tickets')
          .limit(page.limit)
          .offset(page.offset)
          .execute()
        const [count, threads, people] = await Promise.all([
          isLast(rows, page) ? page.offset + rows.length : countOf(found),
          withConversations(tx, rows),
          loadPeople(tx, rows),
        ])
        return toListPage(toTickets(tx, threads, people), { url: call.url, count, page })
      })
      return jsonResponse(answer)
    },
  })
}

/** Whether a page tells by itself how many there are: counting costs as much again as finding them. */
function isLast(rows: readonly TicketRow[], { limit, offset }: PageRequest): boolean {
  return rows.length < limit && (rows.length > 0 || offset === 0)
}

async function countOf(found: Tickets): Promise<number> {
  const { count } = await found
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function withConversations(
  tx: ReadTx,
  tickets: readonly TicketRow[],
): Promise<TicketThread[]> {
  if (tickets.length === 0) return []
  const ids = tickets.map((ticket) => ticket.conversation_id)
  const conversations = await tx.db
    .selectFrom('conversations')
    .selectAll()
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(conversations.map((row) => [row.id, row]))
  return tickets.flatMap((ticket) => {
    const conversation = byId.get(ticket.conversation_id)
    return conversation === undefined ? [] : [{ conversation, ticket }]
  })
}
