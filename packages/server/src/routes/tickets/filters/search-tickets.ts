/** Looks for a ticket by its number, or by a part of a name, an address or a message. */
import { sql } from 'kysely'
import type { Tickets } from './tickets-found.ts'

const SEARCH_MAX_CHARACTERS = 200

/** What is too long is ignored, as published. */
export function search(tickets: Tickets, term: string | null): Tickets {
  if (term === null || term.length > SEARCH_MAX_CHARACTERS) return tickets
  const number = /^#?(\d+)$/.exec(term)?.[1]
  if (number !== undefined) return tickets.where('tickets.number', '=', toNumber(number))
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

/** More digits than a number of ours has are the number of no ticket. */
function toNumber(digits: string): number {
  return digits.length > 9 ? 0 : Number(digits)
}

const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&')
