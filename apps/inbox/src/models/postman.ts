/** What a reply needs to be sent. */
import type { ClientError, TicketsClient } from '@porchlight/client'
import type { TicketMessage } from '@porchlight/protocol'

/** Who sends replies, while somebody is signed in. */
export interface Postman {
  readonly client: Pick<TicketsClient, 'reply'>
  readonly onPosted: (ticketId: string, message: TicketMessage) => void
  readonly onFailed: (error: ClientError) => void
  /** Null for a ticket that is not known. */
  readonly numberOf: (ticketId: string) => number | null
}
