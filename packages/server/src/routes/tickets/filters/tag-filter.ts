/** Tags of the list: any of them, all of them, none of them. Names are written exactly. */
import { toStorableText } from '../../../text.ts'
import { cleanTags } from '../../../thread/tags.ts'
import type { TicketQuery } from './ticket-query.ts'
import type { Tickets } from './tickets-found.ts'

const TAGS_MAX = 50

/** By `tags`, `tags_all` and `tags_exclude`; together they must all hold. */
export function byTags(tickets: Tickets, query: TicketQuery): Tickets {
  const any = readTags(query.get('tags'))
  const all = readTags(query.get('tags_all'))
  const none = readTags(query.get('tags_exclude'))
  const withAny = any.length === 0 ? tickets : having(tickets, query, any)
  const withAll = all.reduce((found, tag) => having(found, query, [tag]), withAny)
  return none.length === 0 ? withAll : withAll.where(({ not, eb }) => not(hasTag(eb, query, none)))
}

function having(tickets: Tickets, query: TicketQuery, names: readonly string[]): Tickets {
  return tickets.where((eb) => hasTag(eb, query, names))
}

type Expressions = Parameters<Extract<Parameters<Tickets['where']>[0], (eb: never) => unknown>>[0]

// As a list of ids rather than a question asked of each ticket: a rare tag is then found at once.
const hasTag = (eb: Expressions, { project }: TicketQuery, names: readonly string[]) =>
  eb(
    'tickets.id',
    'in',
    eb
      .selectFrom('ticket_tags')
      .select('ticket_tags.ticket_id')
      .where('ticket_tags.project_id', '=', project)
      .where('ticket_tags.name', 'in', [...names]),
  )

/** A JSON array of names. Anything else is none at all. */
function readTags(text: string | null): string[] {
  if (text === null) return []
  try {
    const value: unknown = JSON.parse(text)
    if (!Array.isArray(value)) return []
    const names = value.filter((item) => typeof item === 'string').map(toStorableText)
    return cleanTags(names).slice(0, TAGS_MAX)
  } catch {
    return []
  }
}
