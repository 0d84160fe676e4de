import type { JSX } from 'preact'
import type { EarlierState } from '../models/earlier.ts'
import { ticketHref } from '../models/route.ts'
import { StatusMark } from '../StatusMark.tsx'
import { failureText } from '../words/failure-text.ts'
import { shortTime } from '../words/times.ts'

export interface EarlierTicketsProps {
  readonly state: EarlierState
  readonly query: string
  readonly nowMs: number
}

/** Other tickets of the same person; nothing at all when there are none. */
export function EarlierTickets(props: EarlierTicketsProps): JSX.Element | null {
  const { state, query, nowMs } = props
  if (state.kind === 'reading') return null
  if (state.kind === 'ready' && state.tickets.length === 0) return null
  return (
    <section class="facts">
      <h3>Other tickets of this person</h3>
      {state.kind === 'failed' ? (
        <p class="muted">Not loaded. {failureText(state.error)}</p>
      ) : (
        <ul class="earlier">
          {state.tickets.map((ticket) => (
            <li key={ticket.id}>
              <a href={ticketHref(ticket.ticket_number, query)}>
                <span class="row-line">
                  <span>#{ticket.ticket_number}</span>
                  <time dateTime={ticket.created_at}>{shortTime(ticket.created_at, nowMs)}</time>
                  <StatusMark status={ticket.status} />
                </span>
                <span class="row-preview" dir="auto">
                  {ticket.last_message_text ?? 'No message yet'}
                </span>
              </a>
            </li>
          ))}
          {state.hasMore && <li class="muted">There are more: search for their name.</li>}
        </ul>
      )}
    </section>
  )
}
