import type { Ticket } from '@porchlight/protocol'
import { parseMarkdown, toPlainText } from '@porchlight/richtext'
import type { ReadonlySignal } from '@preact/signals'
import type { JSX } from 'preact'
import { activityOf } from '../models/listing.ts'
import { ticketHref } from '../models/route.ts'
import { StatusMark } from '../StatusMark.tsx'
import { fullTime, shortTime } from '../words/times.ts'
import { visitorName } from '../words/visitor-name.ts'

export interface TicketRowProps {
  readonly ticket: Ticket
  readonly isOpen: boolean
  readonly nowMs: ReadonlySignal<number>
}

export function TicketRow({ ticket, isOpen, nowMs }: TicketRowProps): JSX.Element {
  const unread = ticket.unread_team_count
  const lastActivity = activityOf(ticket)
  return (
    <li>
      <a
        class="row"
        href={ticketHref(ticket.ticket_number)}
        data-unread={unread > 0}
        aria-current={isOpen ? 'true' : undefined}
        title="j and k move, Enter opens"
      >
        <span class="row-line">
          <bdi class="row-name">{visitorName(ticket)}</bdi>
          <span class="row-number">#{ticket.ticket_number}</span>
          <time class="row-time" dateTime={lastActivity} title={fullTime(lastActivity)}>
            {shortTime(lastActivity, nowMs.value)}
          </time>
        </span>
        <span class="row-line">
          <span class="row-preview" dir="auto">
            {previewOf(ticket)}
          </span>
          {unread > 0 && (
            <span class="badge">
              {unread > 99 ? '99+' : unread}
              <span class="unseen"> unread</span>
            </span>
          )}
          <StatusMark status={ticket.status} />
        </span>
      </a>
    </li>
  )
}

/** One line without the marks of markdown. */
function previewOf({ last_message_text: text }: Ticket): string {
  if (text === null) return 'No message yet'
  return toPlainText(parseMarkdown(text)).replace(/\s+/g, ' ')
}
