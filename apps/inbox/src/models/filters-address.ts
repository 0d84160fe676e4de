/** Filters in the address of the page, so that it can be kept, sent on, and gone back to. */
import type { TicketOrder } from '@porchlight/client'
import { CHANNEL_SOURCES, type TicketPriority, type TicketStatus } from '@porchlight/protocol'
import { type Assigned, FIRST_FILTERS, type Filters, NO_FILTERS } from './filters.ts'

/** Every priority, the most urgent first. */
export const PRIORITIES: readonly TicketPriority[] = ['critical', 'high', 'medium', 'low']

/** Every order that the list can have. */
export const ORDERS: readonly TicketOrder[] = [
  '-updated_at',
  'updated_at',
  '-created_at',
  'created_at',
  'sla_due_at',
  'snoozed_until',
]

const STATUSES: readonly TicketStatus[] = ['new', 'open', 'pending', 'on_hold', 'resolved']
const SLAS = ['breached', 'at-risk', 'on-track'] as const
const SEARCH_MAX_CHARACTERS = 200

/** For no status in particular, which is not what an inbox begins with. */
const ANY = 'any'

/**
 * Writes filters as parameters, only those that differ from what an inbox begins with.
 *
 * @param isWhole the status stands there in any case, so that nothing is meant by its absence
 */
export function toAddress(filters: Filters, isWhole = false): URLSearchParams {
  const address = new URLSearchParams()
  const put = (name: string, value: string): void => {
    if (value !== '') address.set(name, value)
  }
  const status = filters.status.join() || ANY
  if (isWhole || status !== FIRST_FILTERS.status.join()) put('status', status)
  put('priority', filters.priority.join())
  put('channel', filters.channel ?? '')
  put('assignee', filters.assignee.join())
  for (const tag of filters.tags) address.append('tag', tag)
  if (filters.tagsMatch === 'all' && filters.tags.length > 0) put('match', 'all')
  for (const tag of filters.tagsExclude) address.append('without', tag)
  put('sla', filters.sla ?? '')
  put('snoozed', filters.snoozed === null ? '' : String(filters.snoozed))
  put('from', filters.dateFrom)
  put('to', filters.dateTo)
  put('search', filters.search)
  if (filters.order !== NO_FILTERS.order) put('sort', filters.order)
  return address
}

/** Reads them again. Anybody may have typed anything there: what makes no sense asks for nothing. */
export function fromAddress(address: URLSearchParams): Filters {
  const text = (name: string): string => address.get(name) ?? ''
  const list = <T extends string>(name: string, known: readonly T[]): T[] =>
    text(name)
      .split(',')
      .flatMap((item) => known.find((value) => value === item) ?? [])
  const one = <T extends string>(name: string, known: readonly T[]): T | null =>
    known.find((value) => value === text(name)) ?? null
  const date = (name: string): string => (DATE.test(text(name)) ? text(name) : '')
  const tags = (name: string): string[] => [...new Set(address.getAll(name).filter(isNotBlank))]
  const status = list('status', STATUSES)
  const isAsked = status.length > 0 || text('status') === ANY
  return {
    status: isAsked ? status : FIRST_FILTERS.status,
    priority: list('priority', PRIORITIES),
    channel: one('channel', CHANNEL_SOURCES),
    assignee: text('assignee').split(',').filter(isAssigned),
    tags: tags('tag'),
    tagsMatch: text('match') === 'all' ? 'all' : 'any',
    tagsExclude: tags('without'),
    sla: one('sla', SLAS),
    snoozed: { true: true, false: false }[text('snoozed')] ?? null,
    dateFrom: date('from'),
    dateTo: date('to'),
    search: text('search').slice(0, SEARCH_MAX_CHARACTERS),
    order: one('sort', ORDERS) ?? NO_FILTERS.order,
  }
}

const DATE = /^(\d{4}-\d{2}-\d{2}|-\d{1,4}[hdwmqy])$/

const isNotBlank = (text: string): boolean => text.trim() !== ''

function isAssigned(text: string): text is Assigned {
  return /^(me|unassigned|user:\d{1,10})$/.test(text)
}
