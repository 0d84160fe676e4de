/** What the team looks for: the filters and the order of the list. */
import type { TicketFilter, TicketOrder, WantedAssignee } from '@porchlight/client'
import type { ChannelSource, TicketPriority, TicketStatus } from '@porchlight/protocol'

/** Whoever is looking, nobody, or an agent by number. */
export type Assigned = 'me' | 'unassigned' | `user:${number}`

export type Sla = 'breached' | 'at-risk' | 'on-track'

/** Everything that is named must hold; an empty list, an empty text and null ask for nothing. */
export interface Filters {
  readonly status: readonly TicketStatus[]
  readonly priority: readonly TicketPriority[]
  readonly channel: ChannelSource | null
  readonly assignee: readonly Assigned[]
  readonly tags: readonly string[]
  readonly tagsMatch: 'any' | 'all'
  readonly tagsExclude: readonly string[]
  readonly sla: Sla | null
  readonly snoozed: boolean | null
  /** Of the last change: a day such as `2026-01-31`, or counted back from now such as `-7d`. */
  readonly dateFrom: string
  readonly dateTo: string
  readonly search: string
  readonly order: TicketOrder
}

/** Everything that is not resolved. */
export const OPEN_STATUSES: readonly TicketStatus[] = ['new', 'open', 'pending', 'on_hold']

/** All tickets, the last changed first. */
export const NO_FILTERS: Filters = {
  status: [],
  priority: [],
  channel: null,
  assignee: [],
  tags: [],
  tagsMatch: 'any',
  tagsExclude: [],
  sla: null,
  snoozed: null,
  dateFrom: '',
  dateTo: '',
  search: '',
  order: '-updated_at',
}

/** What an inbox begins with. */
export const FIRST_FILTERS: Filters = { ...NO_FILTERS, status: OPEN_STATUSES }

/** The same in the words of the client; what asks for nothing is left out. */
export function toTicketFilter(filters: Filters): TicketFilter {
  const { tags, tagsMatch, order } = filters
  return {
    ...(filters.status.length > 0 && { status: filters.status }),
    ...(filters.priority.length > 0 && { priority: filters.priority }),
    ...(filters.channel !== null && { channelSource: filters.channel }),
    ...(filters.assignee.length > 0 && { assignee: filters.assignee.map(toWanted) }),
    ...(filters.dateFrom !== '' && { dateFrom: filters.dateFrom }),
    ...(filters.dateTo !== '' && { dateTo: filters.dateTo }),
    ...(filters.search !== '' && { search: filters.search }),
    ...(filters.sla !== null && { sla: filters.sla }),
    ...(filters.snoozed !== null && { snoozed: filters.snoozed }),
    ...(tags.length > 0 && (tagsMatch === 'all' ? { tagsAll: tags } : { tags })),
    ...(filters.tagsExclude.length > 0 && { tagsExclude: filters.tagsExclude }),
    ...(order !== NO_FILTERS.order && { orderBy: order }),
  }
}

/** Whether both ask for the same. */
export function isSameQuestion(a: Filters, b: Filters): boolean {
  const told = (filters: Filters): string => JSON.stringify(toTicketFilter(filters))
  return told(a) === told(b)
}

/** The number of an agent who is asked for by name. */
export function agentOf(assigned: Assigned): number | null {
  return assigned.startsWith('user:') ? Number(assigned.slice('user:'.length)) : null
}

function toWanted(assigned: Assigned): WantedAssignee {
  return assigned === 'me' || assigned === 'unassigned'
    ? assigned
    : { type: 'user', id: Number(assigned.slice('user:'.length)) }
}
