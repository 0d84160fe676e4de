/** Filters as a saved view keeps them. Other versions, and other clients, write views too. */
import type { TicketOrder } from '@porchlight/client'
import type { TicketViewFilters } from '@porchlight/protocol'
import { FILTER_BY_PARAMETER } from './filter-order.ts'
import type { Assigned, Filters } from './filters.ts'
import { fromAddress, ORDERS, toAddress } from './filters-address.ts'

/** What a view asks for, as far as it makes sense here. */
export interface ReadView {
  readonly filters: Filters
  /** Names of filters, in the order in which the view shows them. */
  readonly order: readonly string[]
  /** Names of what does not: it asks for nothing until somebody saves the view anew. */
  readonly unclear: readonly string[]
}

/** Whether a ticket sleeps is no field of the published views; unknown fields are kept there. */
export function toViewFilters(filters: Filters, filterOrder: readonly string[]): TicketViewFilters {
  const { channel, sla, dateFrom, dateTo, search, order, snoozed } = filters
  const kept = {
    status: filters.status,
    priority: filters.priority,
    channel: channel ?? 'all',
    sla: sla ?? 'all',
    assignee: filters.assignee.map(toKept),
    tags: filters.tags,
    tagsMatch: filters.tagsMatch,
    tagsExclude: filters.tagsExclude,
    dateFrom: dateFrom || null,
    dateTo: dateTo || null,
    sorting: { columnKey: order.replace('-', ''), order: order.startsWith('-') ? -1 : 1 },
    search,
    filterOrder,
    ...(snoozed !== null && { snoozed }),
  } as const
  return kept
}

/** Every field goes through the words of the address, which know all that makes sense. */
export function fromViewFilters(kept: Readonly<Record<string, unknown>>): ReadView {
  const unclear: string[] = []
  const address = new URLSearchParams({ status: 'any' })
  for (const [field, write] of Object.entries(FIELDS)) {
    const value = kept[field]
    if (value === undefined || value === null) continue
    const wanted = write(value)
    if (wanted === null) {
      unclear.push(field)
      continue
    }
    for (const [name, text] of wanted) address.append(name, text)
  }
  const status = address.getAll('status').at(-1) ?? ''
  address.set('status', status)
  const filters = fromAddress(address)
  const understood = toAddress(filters, true)
  const isUnderstood = (name: string): boolean =>
    name === 'match' ||
    name === 'sort' ||
    address.getAll(name).join() === understood.getAll(name).join()
  for (const [name, field] of Object.entries({ ...FILTER_BY_PARAMETER, search: 'search' })) {
    if (address.has(name) && !isUnderstood(name)) unclear.push(field)
  }
  const order = isTexts(kept.filterOrder) ? kept.filterOrder : []
  return { filters, order, unclear: [...new Set(unclear)] }
}

type Parameters = readonly (readonly [string, string])[]

/** Null for what has another form than it should have. */
const FIELDS: Readonly<Record<string, (value: unknown) => Parameters | null>> = {
  status: (value) => listed('status', value),
  priority: (value) => listed('priority', value),
  channel: (value) => (value === 'all' ? [] : texted('channel', value)),
  assignee: (value) => listed('assignee', Array.isArray(value) ? value.map(fromKept) : value),
  tags: (value) => repeated('tag', value),
  tagsMatch: (value) => (value === 'all' ? [['match', 'all']] : value === 'any' ? [] : null),
  tagsExclude: (value) => repeated('without', value),
  sla: (value) => (value === 'all' ? [] : texted('sla', value)),
  snoozed: (value) => (typeof value === 'boolean' ? [['snoozed', String(value)]] : null),
  dateFrom: (value) => (value === 'all' ? [] : texted('from', value)),
  dateTo: (value) => texted('to', value),
  search: (value) => texted('search', value),
  sorting: (value) => {
    const order = orderOf(value)
    return order === null ? null : [['sort', order]]
  },
}

function listed(name: string, value: unknown): Parameters | null {
  if (!isTexts(value)) return null
  return value.length === 0 ? [] : [[name, value.join()]]
}

function repeated(name: string, value: unknown): Parameters | null {
  return isTexts(value) ? value.map((text) => [name, text] as const) : null
}

function texted(name: string, value: unknown): Parameters | null {
  if (typeof value !== 'string') return null
  return value === '' ? [] : [[name, value]]
}

function orderOf(value: unknown): TicketOrder | null {
  if (typeof value !== 'object' || value === null) return null
  const { columnKey, order } = value as Readonly<Record<string, unknown>>
  return ORDERS.find((known) => known === `${order === -1 ? '-' : ''}${columnKey}`) ?? null
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function toKept(assigned: Assigned) {
  if (assigned === 'me' || assigned === 'unassigned') return assigned
  return { type: 'user', id: Number(assigned.slice('user:'.length)) } as const
}

function fromKept(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const { type, id } = value as Readonly<Record<string, unknown>>
  return `${type}:${id}`
}
