import type { Ticket } from '@porchlight/protocol'
import type { ReadonlySignal, Signal } from '@preact/signals'
import type { JSX, Ref } from 'preact'
import { Icon } from '../Icon.tsx'
import type { Work } from '../models/work.ts'
import { pageOf } from '../words/page-text.ts'
import { visitorName } from '../words/visitor-name.ts'
import { StatusSelect } from './StatusSelect.tsx'

export interface ThreadHeaderProps {
  readonly ticket: Ticket
  readonly work: Work
  readonly isVisitorHere: ReadonlySignal<boolean>
  readonly isProfileOpen: Signal<boolean>
  /** The address of the list, as it is. */
  readonly listHref: string
  readonly titleRef: Ref<HTMLHeadingElement>
  readonly profileToggleRef: Ref<HTMLButtonElement>
}

export function ThreadHeader(props: ThreadHeaderProps): JSX.Element {
  const { ticket, work, isVisitorHere, isProfileOpen, listHref, titleRef, profileToggleRef } = props
  const page = pageOf(ticket)
  return (
    <header class="bar thread-head">
      <BackLink href={listHref} />
      <div class="thread-title">
        <h2 ref={titleRef} tabIndex={-1}>
          <bdi>{visitorName(ticket)}</bdi>
        </h2>
        <p class="muted">
          Ticket {ticket.ticket_number}
          {isVisitorHere.value && <span class="here-now">Here now</span>}
          {page !== null && (
            <span class="on-page">
              {isVisitorHere.value ? ' on' : ' was on'} <bdi>{page}</bdi>
            </span>
          )}
        </p>
      </div>
      <StatusSelect
        status={ticket.status}
        onChange={(status) => void work.change(ticket.id, { status })}
      />
      <button
        ref={profileToggleRef}
        type="button"
        class="icon-button profile-toggle"
        aria-label="Details"
        title="About the visitor"
        aria-expanded={isProfileOpen.value}
        aria-controls="profile"
        onClick={() => {
          isProfileOpen.value = !isProfileOpen.value
        }}
      >
        <Icon name="person" />
      </button>
    </header>
  )
}

/** The way back where the list and the thread do not fit side by side. */
export function BackLink({ href }: { href: string }): JSX.Element {
  return (
    <a class="icon-button back" href={href} aria-label="Back to the list" title="Back (u)">
      <Icon name="back" />
    </a>
  )
}
