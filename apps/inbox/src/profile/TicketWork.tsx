import type { Agent, Ticket, TicketPriority } from '@porchlight/protocol'
import type { JSX } from 'preact'
import { TagField } from '../list/TagField.tsx'
import { PRIORITIES } from '../models/filters-address.ts'
import { slaOf } from '../models/filters-match.ts'
import { dueTimes, type WakeTime, wakeTimes } from '../models/wake-times.ts'
import type { Wanted } from '../models/work.ts'
import { useMay } from '../rights-context.ts'
import { PRIORITY_WORDS, SLA_WORDS } from '../words/filter-words.ts'
import { dayAndTime } from '../words/times.ts'
import { assigneeName } from '../words/trouble-text.ts'

export interface TicketWorkProps {
  readonly ticket: Ticket
  readonly agents: readonly Agent[]
  readonly me: Agent | null | undefined
  readonly knownTags: readonly string[]
  readonly nowMs: number
  readonly onChange: (wanted: Wanted) => void
}

/** Who does what until when: each change counts at once. */
export function TicketWork(props: TicketWorkProps): JSX.Element {
  const { ticket, agents, me, knownTags, nowMs, onChange } = props
  const sla = slaOf(ticket, nowMs)
  const may = useMay()
  return (
    <section class="facts" aria-label="Work on this ticket">
      <fieldset class="work" disabled={!may('ticket:write')}>
        <label class="one">
          <span>Priority</span>
          <select
            class="field"
            value={ticket.priority ?? ''}
            onChange={(event) => onChange({ priority: event.currentTarget.value || null })}
          >
            <option value="">None</option>
            {PRIORITIES.map((priority: TicketPriority) => (
              <option key={priority} value={priority}>
                {PRIORITY_WORDS[priority]}
              </option>
            ))}
          </select>
        </label>
        <AssigneeField ticket={ticket} agents={agents} me={me} onChange={onChange} />
        <TagField
          label="Tags"
          tags={ticket.tags}
          knownTags={knownTags}
          onChange={(tags) => onChange({ tags })}
        />
        <TimeField
          label="Answer due"
          at={ticket.sla_due_at}
          state={sla === null ? '' : SLA_WORDS[sla]}
          times={dueTimes(nowMs)}
          clearWord="No time"
          onChange={(at) => onChange({ sla_due_at: at })}
        />
        <TimeField
          label="Snoozed until"
          at={ticket.snoozed_until}
          state=""
          times={wakeTimes(nowMs)}
          clearWord="Wake now"
          onChange={(at) => onChange({ snoozed_until: at })}
        />
      </fieldset>
    </section>
  )
}

function AssigneeField(props: Pick<TicketWorkProps, 'ticket' | 'agents' | 'me' | 'onChange'>) {
  const { ticket, agents, me, onChange } = props
  const { assignee } = ticket
  const isStranger = assignee !== null && !agents.some(({ id }) => id === assignee.id)
  const give = (id: string): void => {
    const agent = agents.find((each) => String(each.id) === id)
    const user = agent && { email: agent.email }
    onChange({ assignee: user ? { id: agent.id, type: 'user', user, role: null } : null })
  }
  return (
    <div class="with-action">
      <label class="one">
        <span>With</span>
        <select
          class="field"
          value={String(assignee?.id ?? '')}
          onChange={(event) => give(event.currentTarget.value)}
        >
          <option value="">Nobody</option>
          {isStranger && (
            <option value={String(assignee.id)}>{assigneeName(ticket, agents)}</option>
          )}
          {agents.map((agent) => (
            <option key={agent.id} value={String(agent.id)}>
              {agent.name || agent.email}
            </option>
          ))}
        </select>
      </label>
      {me != null && assignee?.id !== me.id && (
        <button type="button" class="button" onClick={() => give(String(me.id))}>
          Take it
        </button>
      )}
    </div>
  )
}

interface TimeFieldProps {
  readonly label: string
  readonly at: string | null
  /** How it stands, in a word. */
  readonly state: string
  readonly times: readonly WakeTime[]
  readonly clearWord: string
  readonly onChange: (at: string | null) => void
}

/** A time that is set by a word, or by a date. */
function TimeField({ label, at, state, times, clearWord, onChange }: TimeFieldProps): JSX.Element {
  return (
    <fieldset class="time-field">
      <legend>{label}</legend>
      {at !== null && (
        <p class="time-set">
          <time dateTime={at}>{dayAndTime(at)}</time>
          {state !== '' && <span class="tag">{state}</span>}
        </p>
      )}
      <div class="time-words">
        {times.map((time) => (
          <button key={time.word} type="button" class="chip" onClick={() => onChange(time.at)}>
            {time.word}
          </button>
        ))}
        {at !== null && (
          <button type="button" class="chip" onClick={() => onChange(null)}>
            {clearWord}
          </button>
        )}
      </div>
      <input
        class="field"
        type="datetime-local"
        aria-label={`${label}, a date`}
        onChange={(event) => {
          const ms = Date.parse(event.currentTarget.value)
          if (!Number.isNaN(ms)) onChange(new Date(ms).toISOString())
        }}
      />
    </fieldset>
  )
}
