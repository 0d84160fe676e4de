/** Tags of the list: any of them, all of them, none of them. Names are written exactly. */
import { toStorableText } from '../../../text.ts'
import { cleanTags } from '../../../thread/tags.ts'
import type { TicketQuery } from './ticket-query.ts'
import type { Expressions, Narrow, Tickets } from './tickets-found.ts'

const TAGS_MAX = 50

/** By `tags` and `tags_all`, which find tickets by lists of their ids. */
export function withTags(query: TicketQuery): Narrow[] {
  const any = readTags(query.get('tags'))
  const all = readTags(query.get('tags_all'))
  const wanted = [...(any.length === 0 ? [] : [any]), ...all.map((tag) => [tag])]
  return wanted.map((names) => (tickets) => tickets.where((eb) => hasTag(eb, query, names)))
}

/** By `tags_exclude`. */
export function withoutTags(tickets: Tickets, query: TicketQuery): Tickets {
  const names = readTags(query.get('tags_exclude'))
  if (names.length === 0) return tickets
  return tickets.where(({ not, eb }) => not(hasTag(eb, query, names)))
}

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
