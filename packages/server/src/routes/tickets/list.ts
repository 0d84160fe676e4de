/** `GET tickets/`: what the team has to do, newest activity first. */
import { parse, type TicketStatus, ticketStatusSchema } from '@porchlight/protocol'
import { type SelectQueryBuilder, sql } from 'kysely'
import type { Schema } from '../../store/schema.ts'
import { toTicket } from '../../thread/ticket-view.ts'
import { readPageRequest, toListPage } from '../paging.ts'
import type { Route, Services } from '../route.ts'

const SEARCH_MAX_CHARACTERS = 200

export function listRoute({ store }: Services): Route {
  return {
    method: 'GET',
    path: '/tickets',
    action: 'ticket.list',
    async handle({ url, principal }) {
      const page = readPageRequest(url, { fallback: 100, max: 1000 })
      const answer = await store.read(async (tx) => {
        const visible = tx.db
          .selectFrom('tickets')
          .where('tickets.project_id', '=', principal.project)
          // A ticket that nobody has written in yet is not there.
          .where('tickets.message_count', '>', 0)
        const found = search(byStatus(visible, url), url)
        const { count } = await found
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        const tickets = await found
          .selectAll('tickets')
          .orderBy('tickets.updated_at', 'desc')
          .orderBy('tickets.number', 'desc')
          .limit(page.limit)
          .offset(page.offset)
          .execute()
        const ids = tickets.map((ticket) => ticket.conversation_id)
        const conversations =
          ids.length === 0
            ? []
            : await tx.db.selectFrom('conversations').selectAll().where('id', 'in', ids).execute()
        const byId = new Map(conversations.map((row) => [row.id, row]))
        const results = tickets.flatMap((ticket) => {
          const conversation = byId.get(ticket.conversation_id)
          return conversation === undefined ? [] : [toTicket(tx, { conversation, ticket })]
        })
        return toListPage(results, { url, count: Number(count), page })
      })
      return Response.json(answer)
    },
  }
}

type Tickets = SelectQueryBuilder<Schema, 'tickets', object>

/** One status or several, by commas. Unknown ones are dropped; if none is left, all are shown. */
function byStatus(tickets: Tickets, url: URL): Tickets {
  const wanted = (url.searchParams.get('status') ?? '').split(',').flatMap((text) => {
    const status = parse(ticketStatusSchema, text.trim())
    return status.ok ? [status.value] : []
  })
  const known: readonly TicketStatus[] = wanted
  return known.length === 0 ? tickets : tickets.where('tickets.status', 'in', [...known])
}

/** A ticket number, or a part of a name, an address or a posted message. Too long is ignored. */
function search(tickets: Tickets, url: URL): Tickets {
  const term = (url.searchParams.get('search') ?? '').trim()
  if (term === '' || term.length > SEARCH_MAX_CHARACTERS) return tickets
  const number = /^#?(\d{1,9})$/.exec(term)?.[1]
  if (number !== undefined) return tickets.where('tickets.number', '=', Number(number))
  // SQLite folds the case of ASCII alone, so a term of other letters is also looked for as typed.
  const patterns = [...new Set([term, term.toLowerCase()])].map((text) => `%${escapeLike(text)}%`)
  return tickets.where((eb) =>
    eb.or(
      patterns.flatMap((pattern) => [
        sql<boolean>`lower(tickets.trait_name) like ${pattern} escape '\\'`,
        sql<boolean>`lower(tickets.trait_email) like ${pattern} escape '\\'`,
        eb.exists(
          eb
            .selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.conversation_id', '=', 'tickets.conversation_id')
            .where('messages.state', '=', 'posted')
            .where(sql<boolean>`lower(messages.content) like ${pattern} escape '\\'`),
        ),
      ]),
    ),
  )
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&')
