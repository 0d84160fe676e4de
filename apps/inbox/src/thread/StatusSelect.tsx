import type { TicketStatus } from '@porchlight/protocol'
import type { JSX } from 'preact'
import { useMay } from '../rights-context.ts'
import { STATUS_WORDS, STATUSES } from '../words/status-words.ts'

export interface StatusSelectProps {
  readonly status: TicketStatus
  readonly onChange: (status: TicketStatus) => void
}

export function StatusSelect({ status, onChange }: StatusSelectProps): JSX.Element {
  const may = useMay()
  return (
    <div class="status-select">
      <span class="status status-picked" data-status={status}>
        <span class="dot" />
        <select
          aria-label="Status"
          title="Status of this ticket ( e resolves )"
          value={status}
          disabled={!may('ticket:write')}
          onChange={(event) => {
            const wanted = STATUSES.find((each) => each === event.currentTarget.value)
            if (wanted !== undefined) onChange(wanted)
          }}
        >
          {STATUSES.map((each) => (
            <option key={each} value={each}>
              {STATUS_WORDS[each]}
            </option>
          ))}
        </select>
      </span>
    </div>
  )
}
