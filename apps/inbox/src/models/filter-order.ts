/**
 * The order in which filters are shown: that in which they were set, until somebody moves one. The address says
 * it by the order of its parameters, and a view by a list of names.
 */
import { type Filters, OPEN_STATUSES } from './filters.ts'

/** What each parameter of the address is among the filters, in the order they have where nobody chose one. */
export const FILTER_BY_PARAMETER = {
  status: 'status',
  priority: 'priority',
  channel: 'channel',
  assignee: 'assignee',
  tag: 'tags',
  without: 'tagsExclude',
  sla: 'sla',
  snoozed: 'snoozed',
  from: 'dateFrom',
  to: 'dateTo',
} as const satisfies Readonly<Record<string, keyof Filters>>

/** Filters that are shown beside the list; the search and the order have places of their own. */
export type FilterName = (typeof FILTER_BY_PARAMETER)[keyof typeof FILTER_BY_PARAMETER]

const NAMES = Object.values(FILTER_BY_PARAMETER)

/**
 * Names of the filters that are set.
 *
 * @param order names that come first, of whatever kind: anybody may have written them
 */
export function namesOfSet(filters: Filters, order: readonly string[]): readonly FilterName[] {
  const known = order.flatMap((name) => NAMES.find((each) => each === name) ?? [])
  return [...new Set([...known, ...NAMES])].filter((name) => isSet(filters, name))
}

/** Names of filters in the order of their parameters. */
export function orderOfAddress(address: URLSearchParams): readonly FilterName[] {
  return [...address.keys()].flatMap((parameter) => filterOf(parameter) ?? [])
}

/** The same parameters with those of these filters in this order; what is shown elsewhere comes last. */
export function inOrder(address: URLSearchParams, order: readonly FilterName[]): URLSearchParams {
  const placeOf = (parameter: string): number => {
    const name = filterOf(parameter)
    return name === undefined ? order.length : order.indexOf(name)
  }
  return new URLSearchParams([...address].sort(([a], [b]) => placeOf(a) - placeOf(b)))
}

/** The order with this name moved by one place; as it is where there is none beside it. */
export function movedBy<T>(order: readonly T[], name: T, step: -1 | 1): readonly T[] {
  const place = order.indexOf(name)
  const others = order.filter((each) => each !== name)
  const next = place + step
  if (place === -1 || next < 0 || next > others.length) return order
  return [...others.slice(0, next), name, ...others.slice(next)]
}

function isSet(filters: Filters, name: FilterName): boolean {
  if (name === 'status') return !isUsualStatus(filters.status)
  return String(filters[name] ?? '') !== ''
}

/** Open, resolved or all: what a click alone asks for, which is shown where it is clicked. */
function isUsualStatus(status: Filters['status']): boolean {
  return ['', 'resolved', OPEN_STATUSES.join()].includes(status.join())
}

function filterOf(parameter: string): FilterName | undefined {
  return Object.entries(FILTER_BY_PARAMETER).find(([known]) => known === parameter)?.[1]
}
