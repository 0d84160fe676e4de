import type { TicketStatus } from '@porchlight/protocol'
import type { JSX } from 'preact'
import { STATUS_WORDS } from './words/status-words.ts'

/** A status as dot and word; the dot alone would say nothing to many. */
export function StatusMark({ status }: { status: TicketStatus }): JSX.Element {
  return (
    <span class="status" data-status={status}>
      <span class="dot" />
      {STATUS_WORDS[status]}
    </span>
  )
}
