import type { Ticket } from '@porchlight/protocol'
import type { ReadonlySignal } from '@preact/signals'
import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Face } from '../Face.tsx'
import { Icon } from '../Icon.tsx'
import type { Inbox } from '../models/inbox.ts'
import { toldBy } from '../models/told-by.ts'
import { factsOf } from '../words/fact-text.ts'
import { ratingFacts } from '../words/rating-text.ts'
import { fullTime } from '../words/times.ts'
import { visitorName } from '../words/visitor-name.ts'
import { EarlierTickets } from './EarlierTickets.tsx'
import { Facts } from './Facts.tsx'
import { TicketWork } from './TicketWork.tsx'
import { Traits } from './Traits.tsx'

export interface ProfileProps {
  readonly ticket: Ticket
  readonly inbox: Pick<
    Inbox,
    'work' | 'team' | 'knownTags' | 'asked' | 'earlier' | 'layout' | 'messages'
  >
  readonly nowMs: ReadonlySignal<number>
  /** Where it is a fold: whether it covers the thread. */
  readonly isOpen: ReadonlySignal<boolean>
  readonly onClose: () => void
}

/** Who writes, and from where: a column of its own, or a fold where there is no room for one. */
export function Profile(props: ProfileProps): JSX.Element {
  const { ticket, inbox, nowMs, isOpen, onClose } = props
  const closeRef = useRef<HTMLButtonElement>(null)
  const name = visitorName(ticket)
  useEffect(() => {
    if (isOpen.value) closeRef.current?.focus()
  }, [isOpen.value])

  return (
    <section
      id="profile"
      class="profile"
      aria-label="About the visitor"
      data-open={isOpen.value}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen.value) onClose()
      }}
    >
      <div class="profile-head">
        <Face name={name} />
        <h2 dir="auto">{name}</h2>
        <button
          ref={closeRef}
          type="button"
          class="icon-button profile-close"
          aria-label="Close the details"
          title="Close the details (Escape)"
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </div>
      <TicketWork
        key={ticket.id}
        ticket={ticket}
        agents={inbox.team.agents.value}
        me={inbox.team.me.value}
        knownTags={inbox.knownTags.value}
        nowMs={nowMs.value}
        onChange={(wanted) => void inbox.work.change(ticket.id, wanted)}
      />
      <Facts title="Ticket" facts={ticketFacts(ticket)} />
      <Facts title="Rated by the visitor" facts={ratingFacts(inbox.messages.value)} />
      <Traits key={`traits ${ticket.id}`} traits={toldBy(ticket)} layout={inbox.layout} />
      <EarlierTickets
        state={inbox.earlier.state.value}
        query={inbox.asked.query.value}
        nowMs={nowMs.value}
      />
      <Facts title="Page" facts={factsOf(ticket.session_context)} />
    </section>
  )
}

function ticketFacts(ticket: Ticket) {
  return [
    { name: 'Opened', value: fullTime(ticket.created_at) },
    { name: 'From', value: channelText(ticket) },
    { name: 'Identity', value: ticket.identity_verified === true ? 'Verified' : 'Not verified' },
    { name: 'Answers', value: ticket.mode === 'people' ? 'People' : 'Assistant, then people' },
    ...(ticket.escalation_reason === null
      ? []
      : [{ name: 'Handed over', value: sentence(ticket.escalation_reason) }]),
    ...(ticket.ai_resolved ? [{ name: 'Assistant', value: 'The visitor said it helped' }] : []),
  ]
}

function channelText({ channel_source: source, channel_detail: detail }: Ticket): string {
  return detail === 'widget_embedded' ? 'Chat on the site' : sentence(detail ?? source)
}

function sentence(code: string): string {
  const words = code.replace(/_/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
