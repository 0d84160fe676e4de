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
import type { ReadTx } from '../../../store/store.ts'
import { AGENT_ID_MAX } from '../../../thread/assignee.ts'
import { byPerson } from './person-filter.ts'
import { parseQueryDate } from './relative-date.ts'
import { search } from './search-tickets.ts'
import { withoutTags, withTags } from './tag-filter.ts'
import { readList, type TicketQuery } from './ticket-query.ts'
import type { Narrow, Tickets } from './tickets-found.ts'

type Filter = (tickets: Tickets, query: TicketQuery) => Tickets

/** The listed tickets of the project, narrowed to what the query asks for. */
export function findTickets(tx: ReadTx, query: TicketQuery): Tickets {
  const lists = [...byIds(query), ...byPerson(query), ...withTags(query)]
  const tickets = tx.db.selectFrom('tickets')
  // Where ids are listed, they are the way in: a plus keeps SQLite from walking an index of all
  // tickets and asking of each whether it is on the list. PostgreSQL finds that out by counting, and a
  // plus would hide from it what it has counted (`npm run bench -- server tickets`, "one tag").
  const needsHint = lists.length > 0 && tx.engine === 'sqlite'
  const listed = needsHint
    ? tickets
        .where(sql<number>`+tickets.project_id`, '=', query.project)
        .where(sql<number>`+tickets.is_listed`, '=', 1)
    : tickets.where('tickets.project_id', '=', query.project).where('tickets.is_listed', '=', 1)
  const named = lists.reduce((found, narrow) => narrow(found), listed)
  return FILTERS.reduce((found, filter) => filter(found, query), named)
}

function byIds(query: TicketQuery): Narrow[] {
  const ids = known(query.get('ids'), uuidSchema)
  return ids.length === 0 ? [] : [(tickets) => tickets.where('tickets.id', 'in', ids)]
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
  bySla,
  bySnooze,
  withoutTags,
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
  column: 'status' | 'priority' | 'ai_triage_result',
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
      // Rather than "is not null", which is no range of an index.
      return tickets.where('tickets.snoozed_until', '>', 0)
    case 'false':
      return tickets.where('tickets.snoozed_until', 'is', null)
    default:
      return tickets
  }
}
