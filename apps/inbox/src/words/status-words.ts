import type { TicketStatus } from '@porchlight/protocol'

/** Every status, in the order a ticket tends to go through them. */
export const STATUSES: readonly TicketStatus[] = ['new', 'open', 'pending', 'on_hold', 'resolved']

/** The word beside the dot. */
export const STATUS_WORDS: Readonly<Record<TicketStatus, string>> = {
  new: 'New',
  open: 'Open',
  pending: 'Pending',
  on_hold: 'On hold',
  resolved: 'Resolved',
}
