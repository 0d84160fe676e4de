/** The order of the list. */
import type { OrderByItemBuilder } from 'kysely'
import type { Tickets } from './tickets-found.ts'

const COLUMNS = {
  updated_at: 'tickets.updated_at',
  created_at: 'tickets.created_at',
  ticket_number: 'tickets.number',
  sla_due_at: 'tickets.sla_due_at',
  snoozed_until: 'tickets.snoozed_until',
} as const

/**
 * By `[-]updated_at`, `created_at`, `ticket_number`, `sla_due_at` or `snoozed_until`; anything else
 * is `-updated_at`. Tickets without a time come last in either direction, and the number breaks a
 * tie: without it a page could repeat what the one before has shown.
 */
export function sortTickets(tickets: Tickets, orderBy: string | null): Tickets {
  const [, minus, name] = /^(-?)(\w+)$/.exec(orderBy ?? '') ?? []
  const isKnown = name !== undefined && Object.hasOwn(COLUMNS, name)
  const column = isKnown ? COLUMNS[name as keyof typeof COLUMNS] : COLUMNS.updated_at
  const isDescending = !isKnown || minus === '-'
  const direct = (item: OrderByItemBuilder): OrderByItemBuilder =>
    isDescending ? item.desc() : item.asc()
  const canBeNull = column === COLUMNS.sla_due_at || column === COLUMNS.snoozed_until
  return tickets
    .orderBy(column, (item) => (canBeNull ? direct(item).nullsLast() : direct(item)))
    .orderBy('tickets.number', direct)
}
