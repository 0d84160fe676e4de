/** Tickets by who wrote them: by ids or by addresses, whichever fits. */
import { sql } from 'kysely'
import { readList, type TicketQuery } from './ticket-query.ts'
import type { Expressions, Narrow } from './tickets-found.ts'

/** By `distinct_ids` and `emails`. */
export function byPerson(query: TicketQuery): Narrow[] {
  const ids = readList(query.get('distinct_ids'), (item) => item || null)
  const emails = readList(query.get('emails'), (item) => item.toLowerCase() || null)
  if (ids.length + emails.length === 0) return []
  return [
    (tickets) =>
      tickets.where((eb) =>
        eb.or([
          ...(ids.length === 0
            ? []
            : [isOf(eb, query, ids), isOfVisitor(eb, ids), isOfConversation(eb, ids)]),
          ...(emails.length === 0 ? [] : [hasAddress(eb, query, emails)]),
        ]),
      ),
  ]
}

/** Said or proven by a client of the public widget API. */
const isOf = (eb: Expressions, { project }: TicketQuery, ids: readonly string[]) =>
  eb(
    'tickets.id',
    'in',
    eb
      .selectFrom('tickets as of_distinct')
      .select('of_distinct.id')
      .where('of_distinct.project_id', '=', project)
      .where('of_distinct.distinct_id', 'in', [...ids]),
  )

const isOfVisitor = (eb: Expressions, ids: readonly string[]) =>
  eb(
    'tickets.conversation_id',
    'in',
    eb
      .selectFrom('conversations')
      .select('conversations.id')
      .where('conversations.visitor_id', 'in', [...ids]),
  )

/** One that a key has opened goes by the id of its conversation. */
const isOfConversation = (eb: Expressions, ids: readonly string[]) =>
  eb(
    'tickets.conversation_id',
    'in',
    eb
      .selectFrom('conversations')
      .select('conversations.id')
      .where('conversations.id', 'in', [...ids])
      .where('conversations.visitor_id', 'is', null),
  )

const hasAddress = (eb: Expressions, { project }: TicketQuery, emails: readonly string[]) =>
  eb(
    'tickets.id',
    'in',
    eb
      .selectFrom('tickets as of_address')
      .select('of_address.id')
      .where('of_address.project_id', '=', project)
      .where(sql<string>`lower(of_address.trait_email)`, 'in', [...emails]),
  )
