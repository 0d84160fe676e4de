import type { Ticket, TicketStatus } from '@porchlight/protocol'
import type { JSX } from 'preact'
import type { Opened } from '../models/opened.ts'
import { failureText } from '../words/failure-text.ts'
import { STATUS_WORDS, STATUSES } from '../words/status-words.ts'

export interface StatusSelectProps {
  readonly ticket: Ticket
  readonly opened: Opened
}

export function StatusSelect({ ticket, opened }: StatusSelectProps): JSX.Element {
  const change = opened.statusChange.value
  const shown: TicketStatus = change?.kind === 'sending' ? change.wanted : ticket.status
  return (
    <div class="status-select">
      <span class="status status-picked" data-status={shown}>
        <span class="dot" />
        <select
          aria-label="Status"
          title="Status of this ticket"
          value={shown}
          onChange={(event) => {
            const wanted = STATUSES.find((status) => status === event.currentTarget.value)
            if (wanted !== undefined) void opened.setStatus(wanted)
          }}
        >
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {STATUS_WORDS[status]}
            </option>
          ))}
        </select>
      </span>
      {change?.kind === 'failed' && (
        <p class="status-failure" role="alert">
          Not changed. {failureText(change.error)}
        </p>
      )}
    </div>
  )
}
