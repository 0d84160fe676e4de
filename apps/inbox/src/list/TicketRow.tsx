import type { Ticket } from '@porchlight/protocol'
import { parseMarkdown, toPlainText, withoutTags } from '@porchlight/richtext'
import type { ReadonlySignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { slaOf } from '../models/filters-match.ts'
import { activityOf } from '../models/order.ts'
import { ticketHref } from '../models/route.ts'
import type { Selection } from '../models/selection.ts'
import { useMay } from '../rights-context.ts'
import { StatusMark } from '../StatusMark.tsx'
import { priorityWord, SLA_WORDS } from '../words/filter-words.ts'
import { fullTime, shortTime } from '../words/times.ts'
import { visitorName } from '../words/visitor-name.ts'
import { ROW_HEIGHT_PX } from './rows-in-sight.ts'

export interface TicketRowProps {
  readonly ticket: Ticket
  /** Where it stands. */
  readonly index: number
  /** In how many: only some of the rows are in the page. */
  readonly count: number
  readonly isOpen: boolean
  readonly selection: Pick<Selection, 'ids' | 'toggle'>
  /** What is asked of the list: the address of the ticket says it too. */
  readonly query: string
  readonly nowMs: ReadonlySignal<number>
}

/**
 * It reads signals, so it is not drawn anew while its props are the same (`@preact/signals` sees to that):
 * what stays in the page while the list is scrolled costs nothing.
 */
export function TicketRow(props: TicketRowProps): JSX.Element {
  const { ticket, index, count, isOpen, selection, query, nowMs } = props
  const may = useMay()
  const unread = ticket.unread_team_count
  const lastActivity = activityOf(ticket)
  const preview = useMemo(() => previewOf(ticket), [ticket.last_message_text])
  return (
    <li
      data-ticket={ticket.id}
      data-open={isOpen}
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ top: `${index * ROW_HEIGHT_PX}px` }}
    >
      {may('ticket:write') && (
        <label class="row-check" title="Choose ( x ), up to here with Shift">
          <input
            type="checkbox"
            aria-label={`Choose ticket ${ticket.ticket_number}`}
            checked={selection.ids.value.includes(ticket.id)}
            onClick={(event) => selection.toggle(ticket.id, event.shiftKey)}
          />
        </label>
      )}
      <a
        class="row"
        href={ticketHref(ticket.ticket_number, query)}
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
            {preview}
          </span>
          {unread > 0 && (
            <span class="badge">
              {unread > 99 ? '99+' : unread}
              <span class="unseen"> unread</span>
            </span>
          )}
          <PriorityMark priority={ticket.priority} />
          {slaOf(ticket, nowMs.value) === 'breached' && (
            <span class="tag tag-urgent">{SLA_WORDS.breached}</span>
          )}
          <StatusMark status={ticket.status} />
        </span>
      </a>
    </li>
  )
}

/** Only what is more urgent than the rest is worth a word here. */
function PriorityMark({ priority }: Pick<Ticket, 'priority'>): JSX.Element | null {
  if (priority !== 'high' && priority !== 'critical') return null
  return <span class="tag tag-urgent">{priorityWord(priority)}</span>
}

/** One line without the marks of markdown. */
function previewOf({ last_message_text: text }: Ticket): string {
  if (text === null) return 'No message yet'
  return toPlainText(parseMarkdown(withoutTags(text))).replace(/\s+/g, ' ')
}
