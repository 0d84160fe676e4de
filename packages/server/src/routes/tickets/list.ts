/** `GET tickets/`: what the team has to do, filtered and sorted as asked. Marks nothing as read. */
import type { Ticket } from '@porchlight/protocol'
import type { TicketRow } from '../../store/schema.ts'
import type { ReadTx } from '../../store/store.ts'
import { toTickets } from '../../thread/ticket-view.ts'
import { readPageRequest, toListPage } from '../paging.ts'
import type { Route, Services } from '../route.ts'
import { filterTickets } from './filters/filter-tickets.ts'
import { sortTickets } from './filters/sort-tickets.ts'
import { readTicketQuery } from './filters/ticket-query.ts'

export function listRoute({ store }: Services): Route {
  return {
    method: 'GET',
    path: '/tickets',
    action: 'ticket.list',
    async handle(call) {
      const page = readPageRequest(call.url, { fallback: 100, max: 1000 })
      const answer = await store.read(async (tx) => {
        const query = await readTicketQuery(tx, call)
        const listed = tx.db
          .selectFrom('tickets')
          .where('tickets.project_id', '=', query.project)
          .where('tickets.is_listed', '=', 1)
        const found = filterTickets(listed, query)
        const { count } = await found
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        const rows = await sortTickets(found, query.get('order_by'))
          .selectAll('tickets')
          .limit(page.limit)
          .offset(page.offset)
          .execute()
        const results = await withConversations(tx, rows)
        return toListPage(results, { url: call.url, count: Number(count), page })
      })
      return Response.json(answer)
    },
  }
}

async function withConversations(tx: ReadTx, tickets: readonly TicketRow[]): Promise<Ticket[]> {
  if (tickets.length === 0) return []
  const ids = tickets.map((ticket) => ticket.conversation_id)
  const conversations = await tx.db
    .selectFrom('conversations')
    .selectAll()
    .where('id', 'in', ids)
    .execute()
  const byId = new Map(conversations.map((row) => [row.id, row]))
  const threads = tickets.flatMap((ticket) => {
    const conversation = byId.get(ticket.conversation_id)
    return conversation === undefined ? [] : [{ conversation, ticket }]
  })
  return await toTickets(tx, threads)
}
