/** How long things are kept, in days; null is for ever. */
export interface Retention {
  /** Tickets that are resolved, from their last change on. */
  readonly ticketDays: number | null
  /** Visitors without a thread, from their last visit on. */
  readonly visitorDays: number | null
}

export const KEEP_FOR_EVER: Retention = { ticketDays: null, visitorDays: null }
