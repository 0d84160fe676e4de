/**
 * The filters of the list, one function each. As published, a value that makes no sense is as good
 * as none: it filters nothing, and is never an error.
 */
import {
  aiTriageResultSchema,
  parse,
  ticketPrioritySchema,
  ticketStatusSchema,
  uuidSchema,
  type Schema as ValueSchema,
} from '@porchlight/protocol'
import { sql } from 'kysely'
import { AGENT_ID_MAX } from '../../../thread/assignee.ts'
import { parseQueryDate } from './relative-date.ts'
import { search } from './search-tickets.ts'
import { byTags } from './tag-filter.ts'
import { readList, type TicketQuery } from './ticket-query.ts'
import type { Tickets } from './tickets-found.ts'

type Filter = (tickets: Tickets, query: TicketQuery) => Tickets

/** Narrows the list to what the query asks for. */
export function filterTickets(tickets: Tickets, query: TicketQuery): Tickets {
  return FILTERS.reduce((found, filter) => filter(found, query), tickets)
}

const FILTERS: readonly Filter[] = [
  (tickets, query) => oneOf(tickets, 'status', known(query.get('status'), ticketStatusSchema)),
  (tickets, query) =>
    oneOf(tickets, 'priority', known(query.get('priority'), ticketPrioritySchema)),
  (tickets, query) =>
    oneOf(tickets, 'ai_triage_result', known(query.get('ai_triage_result'), aiTriageResultSchema)),
  byChannel,
  byAssignee,
  byActivity,
  byPerson,
  (tickets, query) => oneOf(tickets, 'id', known(query.get('ids'), uuidSchema)),
  bySla,
  bySnooze,
  byTags,
  (tickets, query) => search(tickets, query.get('search')),
]

/** Members of a comma list that the schema knows. */
function known<T>(text: string | null, schema: ValueSchema<T>): T[] {
  return readList(text, (item) => {
    const parsed = parse(schema, item)
    return parsed.ok ? parsed.value : null
  })
}

function oneOf(
  tickets: Tickets,
  column: 'status' | 'priority' | 'ai_triage_result' | 'id',
  values: readonly string[],
): Tickets {
  if (values.length === 0) return tickets
  return tickets.where(sql.ref<string>(`tickets.${column}`), 'in', [...values])
}

const CHANNELS: ReadonlySet<string> = new Set(['widget', 'email', 'slack', 'teams', 'github'])

const CHANNEL_DETAILS: ReadonlySet<string> = new Set([
  'slack_channel_message',
  'slack_bot_mention',
  'slack_emoji_reaction',
  'teams_channel_message',
  'teams_bot_mention',
  'widget_embedded',
  'widget_api',
  'github_issue',
])

function byChannel(tickets: Tickets, query: TicketQuery): Tickets {
  const source = query.get('channel_source')
  const detail = query.get('channel_detail')
  const found =
    source !== null && CHANNELS.has(source)
      ? tickets.where('tickets.channel_source', '=', source)
      : tickets
  return detail !== null && CHANNEL_DETAILS.has(detail)
    ? found.where('tickets.channel_detail', '=', detail)
    : found
}

/** Any of them. A role is known by its form and works on nothing, since there are none here. */
function byAssignee(tickets: Tickets, query: TicketQuery): Tickets {
  const wanted = readList(query.get('assignee'), (item) => readAssignee(item, query))
  if (wanted.length === 0) return tickets
  const agents = wanted.flatMap((assignee) => (typeof assignee === 'number' ? assignee : []))
  return tickets.where((eb) =>
    eb.or([
      ...(wanted.includes('unassigned') ? [eb('tickets.assignee_id', 'is', null)] : []),
      // No ticket is with agent 0.
      eb('tickets.assignee_id', 'in', agents.length === 0 ? [0] : agents),
    ]),
  )
}

function readAssignee(
  text: string,
  { agent }: TicketQuery,
): number | 'unassigned' | 'nobody' | null {
  if (text === 'unassigned') return text
  // A server's key is nobody, and nobody works on nothing.
  if (text === 'me') return agent ?? 'nobody'
  const id = /^user:(\d{1,10})$/.exec(text)?.[1]
  if (id !== undefined) return Number(id) > AGENT_ID_MAX ? 'nobody' : Number(id)
  const role = /^role:(.+)$/.exec(text)?.[1]
  return role !== undefined && parse(uuidSchema, role).ok ? 'nobody' : null
}

/** By the last change, both ends included. */
function byActivity(tickets: Tickets, query: TicketQuery): Tickets {
  const from = parseQueryDate(query.get('date_from') ?? '', query.now, 'first')
  const to = parseQueryDate(query.get('date_to') ?? '', query.now, 'last')
  const since = from === null ? tickets : tickets.where('tickets.updated_at', '>=', from)
  return to === null ? since : since.where('tickets.updated_at', '<=', to)
}

/** By who wrote: ids or addresses, whichever fits. */
function byPerson(tickets: Tickets, query: TicketQuery): Tickets {
  const ids = readList(query.get('distinct_ids'), (item) => item || null)
  const emails = readList(query.get('emails'), (item) => item.toLowerCase() || null)
  if (ids.length + emails.length === 0) return tickets
  return tickets.where((eb) =>
    eb.or([
      ...(ids.length === 0
        ? []
        : [
            eb('tickets.distinct_id', 'in', ids),
            eb(
              'tickets.conversation_id',
              'in',
              eb
                .selectFrom('conversations')
                .select('conversations.id')
                .where((of) =>
                  of.or([
                    of('conversations.visitor_id', 'in', ids),
                    // One that a key has opened goes by the id of its conversation.
                    of.and([
                      of('conversations.id', 'in', ids),
                      of('conversations.visitor_id', 'is', null),
                    ]),
                  ]),
                ),
            ),
          ]),
      ...(emails.length === 0 ? [] : [eb(sql<string>`lower(tickets.trait_email)`, 'in', emails)]),
    ]),
  )
}

const AT_RISK_MS = 60 * 60_000

function bySla(tickets: Tickets, query: TicketQuery): Tickets {
  const { now } = query
  switch (query.get('sla')) {
    case 'breached':
      return tickets.where('tickets.sla_due_at', '<', now)
    case 'at-risk':
      return tickets
        .where('tickets.sla_due_at', '>=', now)
        .where('tickets.sla_due_at', '<=', now + AT_RISK_MS)
    case 'on-track':
      return tickets.where('tickets.sla_due_at', '>', now + AT_RISK_MS)
    default:
      return tickets
  }
}

function bySnooze(tickets: Tickets, query: TicketQuery): Tickets {
  switch (query.get('snoozed')?.toLowerCase()) {
    case 'true':
      return tickets.where('tickets.snoozed_until', 'is not', null)
    case 'false':
      return tickets.where('tickets.snoozed_until', 'is', null)
    default:
      return tickets
  }
}
