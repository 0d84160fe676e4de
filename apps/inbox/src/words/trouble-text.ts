/** What we say when a change did not go as it was meant. */
import type { Agent, Ticket } from '@porchlight/protocol'
import type { Trouble, WorkField } from '../models/work.ts'
import { failureText } from './failure-text.ts'
import { priorityWord } from './filter-words.ts'
import { STATUS_WORDS } from './status-words.ts'
import { dayAndTime } from './times.ts'

const FIELD_WORDS: Readonly<Record<WorkField, string>> = {
  status: 'the status',
  priority: 'the priority',
  assignee: 'who it is with',
  tags: 'the tags',
  sla_due_at: 'the response time',
  snoozed_until: 'the snooze',
}

/** What happened, and what is so now. */
export function troubleText(trouble: Trouble, agents: readonly Agent[]): string {
  switch (trouble.kind) {
    case 'failed':
      return `${ticketsText(trouble.numbers)}: not changed. ${failureText(trouble.error)}`
    case 'skipped':
      return `${ticketsText(trouble.numbers)}: not changed. The server left them alone; they may have too many tags, or be gone.`
    case 'crossed': {
      const { number, field, mine, theirs, stands } = trouble
      const [mineText, theirText] = [mine, theirs].map((each) => valueText(field, each, agents))
      return stands === 'mine'
        ? `Ticket ${number}: somebody else set ${FIELD_WORDS[field]} to ${theirText} while you set ${mineText}. Yours came last.`
        : `Ticket ${number}: somebody else set ${FIELD_WORDS[field]} to ${theirText}, right after you set ${mineText}.`
    }
  }
}

/** A value of a ticket as it is said in a sentence and on a button. */
export function valueText(field: WorkField, ticket: Ticket, agents: readonly Agent[]): string {
  switch (field) {
    case 'status':
      return STATUS_WORDS[ticket.status]
    case 'priority':
      return priorityWord(ticket.priority)
    case 'assignee':
      return assigneeName(ticket, agents)
    case 'tags':
      return ticket.tags.join(', ') || 'none'
    case 'sla_due_at':
    case 'snoozed_until': {
      const at = ticket[field]
      return at === null ? 'none' : dayAndTime(at)
    }
  }
}

/** Who works on it, by name as far as we know it. */
export function assigneeName({ assignee }: Ticket, agents: readonly Agent[]): string {
  if (assignee === null) return 'Nobody'
  const agent = agents.find(({ id }) => id === assignee.id)
  return agent?.name || assignee.user?.email || `Agent ${assignee.id}`
}

function ticketsText(numbers: readonly number[]): string {
  const [first] = numbers
  return numbers.length === 1 ? `Ticket ${first}` : `${numbers.length} tickets`
}
