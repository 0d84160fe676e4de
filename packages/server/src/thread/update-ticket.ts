/** What may be changed of a ticket: much by the team, three things by its visitor. */
import {
  parseDateTime,
  type UpdateOwnTicketRequest,
  type UpdateTicketRequest,
} from '@porchlight/protocol'
import { handOver } from '../runs/hand-over.ts'
import { readObject } from '../store/json-columns.ts'
import type { Tx } from '../store/store.ts'
import { resolveAssignee } from './assignee.ts'
import { traitColumns } from './open-ticket.ts'
import { snooze } from './snooze.ts'
import { setTags } from './tags.ts'
import { saveThread, type TicketThread } from './thread.ts'

/**
 * The team's change. Only what is named changes, and the last word counts.
 *
 * @throws Refusal 400 for an assignee who is none
 */
export async function updateTicket(
  tx: Tx,
  thread: TicketThread,
  change: UpdateTicketRequest,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  const { status, priority, escalation_reason, ai_resolved, anonymous_traits } = change
  const { assignee, sla_due_at, snoozed_until, tags } = change
  const { ticket } = thread
  if (ai_resolved === true && ticket.ai_resolved === 0) {
    tx.count({ what: 'ai_resolved', outcome: 'by_team' })
  }
  Object.assign(
    ticket,
    status !== undefined && { status },
    priority !== undefined && { priority: priority === '' ? null : priority },
    escalation_reason !== undefined && { escalation_reason },
    ai_resolved !== undefined && { ai_resolved: ai_resolved ? 1 : 0 },
    anonymous_traits !== undefined && traitColumns(anonymous_traits),
    sla_due_at !== undefined && { sla_due_at: toMs(sla_due_at) },
    assignee !== undefined && {
      assignee_id: await resolveAssignee(tx, ticket.project_id, assignee),
    },
  )
  if (snoozed_until !== undefined) {
    snooze(tx, ticket, { until: toMs(snoozed_until), keepsStatus: status !== undefined })
  }
  if (tags !== undefined) await setTags(tx, ticket, tags)
  ticket.updated_at = tx.now
  saveThread(tx, thread)
}

const toMs = (text: string | null): number | null => (text === null ? null : parseDateTime(text))

/** The visitor's change: traits are merged, and asking for a person hands over. */
export async function updateOwnTicket(
  tx: Tx,
  thread: TicketThread,
  change: UpdateOwnTicketRequest,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  const { ticket } = thread
  if (change.anonymous_traits !== undefined) {
    const merged = { ...readObject(ticket.anonymous_traits), ...change.anonymous_traits }
    Object.assign(ticket, traitColumns(merged))
  }
  if (change.ai_resolved === true) {
    if (ticket.ai_resolved === 0) tx.count({ what: 'ai_resolved', outcome: 'by_visitor' })
    ticket.ai_resolved = 1
  }
  if (change.escalation_reason !== undefined) handOver(tx, thread, change.escalation_reason)
  saveThread(tx, thread)
}
