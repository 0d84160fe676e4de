/** What filters, priorities and orders are called. */
import type { TicketOrder } from '@porchlight/client'
import type { Agent, ChannelSource, TicketPriority } from '@porchlight/protocol'
import type { FilterName } from '../models/filter-order.ts'
import { type Assigned, agentOf, FIRST_FILTERS, type Filters, type Sla } from '../models/filters.ts'
import { STATUS_WORDS } from './status-words.ts'

export const PRIORITY_WORDS: Readonly<Record<TicketPriority, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}

/** The server may know more priorities than we do. */
export function priorityWord(priority: string | null): string {
  if (priority === null) return 'None'
  return Object.entries(PRIORITY_WORDS).find(([key]) => key === priority)?.[1] ?? priority
}

export const CHANNEL_WORDS: Readonly<Record<ChannelSource, string>> = {
  widget: 'Chat',
  email: 'Mail',
  slack: 'Slack',
  teams: 'Teams',
  github: 'GitHub',
}

export const SLA_WORDS: Readonly<Record<Sla, string>> = {
  breached: 'Overdue',
  'at-risk': 'At risk',
  'on-track': 'On track',
}

export const ORDER_WORDS: Readonly<Partial<Record<TicketOrder, string>>> = {
  '-updated_at': 'Last active first',
  updated_at: 'Longest quiet first',
  '-created_at': 'Newest first',
  created_at: 'Oldest first',
  sla_due_at: 'Due soonest first',
  snoozed_until: 'Waking soonest first',
}

/** Since when something must have changed. */
export const SINCE_WORDS: Readonly<Record<string, string>> = {
  '-24h': 'Last 24 hours',
  '-7d': 'Last 7 days',
  '-30d': 'Last 30 days',
  '-90d': 'Last 90 days',
}

/** Somebody by name; one who has left the team by their number. */
export function assignedWord(assigned: Assigned, agents: readonly Agent[]): string {
  if (assigned === 'me') return 'Me'
  if (assigned === 'unassigned') return 'Nobody'
  const id = agentOf(assigned)
  const agent = agents.find((each) => each.id === id)
  return agent === undefined ? `Agent ${id}` : agent.name || agent.email
}

/** One filter that is set, in words, and how it is taken away. */
export interface FilterChip {
  readonly name: FilterName
  readonly text: string
  readonly without: Partial<Filters>
}

/** @param order names of the filters that are set */
export function filterChips(
  filters: Filters,
  order: readonly FilterName[],
  agents: readonly Agent[],
): readonly FilterChip[] {
  return order.map((name) => ({
    name,
    text: CHIP_TEXTS[name](filters, agents),
    without: {
      [name]: FIRST_FILTERS[name],
      ...(name === 'tags' && { tagsMatch: FIRST_FILTERS.tagsMatch }),
    },
  }))
}

type ChipText = (filters: Filters, agents: readonly Agent[]) => string

/** Only those are asked that are set. */
const CHIP_TEXTS: Readonly<Record<FilterName, ChipText>> = {
  status: ({ status }) => status.map((each) => STATUS_WORDS[each]).join(', '),
  priority: ({ priority }) => priority.map((each) => PRIORITY_WORDS[each]).join(', '),
  channel: ({ channel }) => (channel === null ? '' : CHANNEL_WORDS[channel]),
  assignee: ({ assignee }, agents) =>
    `With ${assignee.map((each) => assignedWord(each, agents)).join(', ')}`,
  tags: ({ tags, tagsMatch }) => `Tagged ${tags.join(tagsMatch === 'all' ? ' and ' : ' or ')}`,
  tagsExclude: ({ tagsExclude }) => `Not ${tagsExclude.join(', ')}`,
  sla: ({ sla }) => (sla === null ? '' : SLA_WORDS[sla]),
  snoozed: ({ snoozed }) => (snoozed ? 'Snoozed' : 'Not snoozed'),
  dateFrom: ({ dateFrom }) => SINCE_WORDS[dateFrom] ?? `From ${dateFrom}`,
  dateTo: ({ dateTo }) => `Until ${dateTo}`,
}
