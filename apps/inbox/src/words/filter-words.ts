/** What filters, priorities and orders are called. */
import type { TicketOrder } from '@porchlight/client'
import type { Agent, ChannelSource, TicketPriority } from '@porchlight/protocol'
import { type Assigned, agentOf, type Filters, OPEN_STATUSES, type Sla } from '../models/filters.ts'
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
  readonly key: string
  readonly text: string
  readonly without: Partial<Filters>
}

/** Every filter that is set beside the status, which has a place of its own where it is a usual one. */
export function filterChips(filters: Filters, agents: readonly Agent[]): readonly FilterChip[] {
  const chips: FilterChip[] = []
  const add = (key: keyof Filters, text: string, without: Partial<Filters>): void => {
    chips.push({ key: `${key} ${text}`, text, without })
  }
  const { status, priority, channel, assignee, sla, snoozed, dateFrom, dateTo } = filters
  if (!isUsualStatus(status)) {
    add('status', status.map((each) => STATUS_WORDS[each]).join(', '), { status: OPEN_STATUSES })
  }
  if (priority.length > 0) {
    add('priority', priority.map((each) => PRIORITY_WORDS[each]).join(', '), { priority: [] })
  }
  if (channel !== null) add('channel', CHANNEL_WORDS[channel], { channel: null })
  if (assignee.length > 0) {
    const names = assignee.map((each) => assignedWord(each, agents))
    add('assignee', `With ${names.join(', ')}`, { assignee: [] })
  }
  if (filters.tags.length > 0) {
    const word = filters.tagsMatch === 'all' ? ' and ' : ' or '
    add('tags', `Tagged ${filters.tags.join(word)}`, { tags: [], tagsMatch: 'any' })
  }
  if (filters.tagsExclude.length > 0) {
    add('tagsExclude', `Not ${filters.tagsExclude.join(', ')}`, { tagsExclude: [] })
  }
  if (sla !== null) add('sla', SLA_WORDS[sla], { sla: null })
  if (snoozed !== null) add('snoozed', snoozed ? 'Snoozed' : 'Not snoozed', { snoozed: null })
  if (dateFrom !== '') {
    add('dateFrom', SINCE_WORDS[dateFrom] ?? `From ${dateFrom}`, { dateFrom: '' })
  }
  if (dateTo !== '') add('dateTo', `Until ${dateTo}`, { dateTo: '' })
  return chips
}

/** Open, resolved or all: what a click alone asks for. */
function isUsualStatus(status: Filters['status']): boolean {
  return ['', 'resolved', OPEN_STATUSES.join()].includes(status.join())
}
