/** In which order tickets stand, on the screen and in the answers of the server. */
import type { TicketOrder } from '@porchlight/client'
import type { Ticket } from '@porchlight/protocol'

/** When something was last said in a ticket. */
export function activityOf(ticket: Ticket): string {
  return ticket.last_message_at ?? ticket.created_at
}

/** For sorting rows. The usual order goes by what was said: a change of status moves no row. */
export function byOrder(order: TicketOrder): (a: Ticket, b: Ticket) => number {
  return order === '-updated_at'
    ? (a, b) => compare(activityOf(a), activityOf(b), true) || b.ticket_number - a.ticket_number
    : byServersOrder(order)
}

/** The server's own order: without a time last in either direction, and the number breaks a tie. */
export function byServersOrder(order: TicketOrder): (a: Ticket, b: Ticket) => number {
  const isDescending = order.startsWith('-')
  const field = order.replace('-', '') as Exclude<TicketOrder, `-${string}`>
  const sign = isDescending ? -1 : 1
  return (a, b) =>
    compare(a[field], b[field], isDescending) || sign * (a.ticket_number - b.ticket_number)
}

type Key = string | number | null

function compare(a: Key, b: Key, isDescending: boolean): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b === isDescending ? 1 : -1
}
