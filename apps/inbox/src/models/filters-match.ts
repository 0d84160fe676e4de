/** Whether a ticket that changes before our eyes belongs in the list, without asking the server. */
import type { Ticket } from '@porchlight/protocol'
import { type Assigned, agentOf, type Filters, type Sla } from './filters.ts'

/** Who looks, and when. */
export interface Onlooker {
  readonly nowMs: number
  /** Number of the agent; null for the key of a server, undefined while it is not known. */
  readonly me: number | null | undefined
}

/** How long before its time a ticket is at risk, as the server counts it. */
export const AT_RISK_MS = 60 * 60_000

const DAY_MS = 24 * 60 * 60_000
const HOUR_MS = 60 * 60_000

/** Only the server looks into messages, and knows the edges of months. */
export function canMatch(filters: Filters, { me }: Pick<Onlooker, 'me'>): boolean {
  const isDateKnown = [filters.dateFrom, filters.dateTo].every((date) => !/[wmqy]$/.test(date))
  const isWhoKnown = me !== undefined || !filters.assignee.includes('me')
  return filters.search === '' && isDateKnown && isWhoKnown
}

/** Everything but the search. */
export function matches(filters: Filters, ticket: Ticket, onlooker: Onlooker): boolean {
  const { status, priority, channel, assignee, snoozed, sla } = filters
  return (
    isOneOf(status, ticket.status) &&
    isOneOf(priority, ticket.priority) &&
    (channel === null || ticket.channel_source === channel) &&
    (assignee.length === 0 || assignee.some((who) => isWith(ticket, who, onlooker))) &&
    hasTags(filters, ticket) &&
    (sla === null || slaOf(ticket, onlooker.nowMs) === sla) &&
    (snoozed === null || (ticket.snoozed_until !== null) === snoozed) &&
    isWithin(filters, ticket, onlooker.nowMs)
  )
}

/** How a ticket stands against its time; null for one that has none. */
export function slaOf({ sla_due_at: due }: Pick<Ticket, 'sla_due_at'>, nowMs: number): Sla | null {
  if (due === null) return null
  const leftMs = Date.parse(due) - nowMs
  if (leftMs < 0) return 'breached'
  return leftMs <= AT_RISK_MS ? 'at-risk' : 'on-track'
}

function isOneOf<T>(wanted: readonly T[], value: string | null): boolean {
  return wanted.length === 0 || wanted.some((each) => each === value)
}

function isWith({ assignee }: Ticket, who: Assigned, { me }: Onlooker): boolean {
  if (who === 'unassigned') return assignee === null
  const wanted = who === 'me' ? (me ?? null) : agentOf(who)
  return wanted !== null && assignee?.id === wanted
}

function hasTags({ tags, tagsMatch, tagsExclude }: Filters, ticket: Ticket): boolean {
  const has = (tag: string): boolean => ticket.tags.includes(tag)
  const isWanted = tags.length === 0 || (tagsMatch === 'all' ? tags.every(has) : tags.some(has))
  return isWanted && !tagsExclude.some(has)
}

function isWithin({ dateFrom, dateTo }: Filters, ticket: Ticket, nowMs: number): boolean {
  const changedAt = Date.parse(ticket.updated_at)
  const from = momentOf(dateFrom, nowMs)
  const to = momentOf(dateTo, nowMs)
  // Days are those of UTC, as on the server, and the last one counts as a whole.
  const end = to !== null && !dateTo.startsWith('-') ? to + DAY_MS - 1 : to
  return (from === null || changedAt >= from) && (end === null || changedAt <= end)
}

function momentOf(date: string, nowMs: number): number | null {
  if (date === '') return null
  const [, count, unit] = /^-(\d+)([hd])$/.exec(date) ?? []
  if (count === undefined) return Date.parse(date)
  return nowMs - Number(count) * (unit === 'h' ? HOUR_MS : DAY_MS)
}
