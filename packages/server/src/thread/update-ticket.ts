/** What may be changed of a ticket: much by the team, three things by its visitor. */
import type { UpdateOwnTicketRequest, UpdateTicketRequest } from '@porchlight/protocol'
import { handOver } from '../runs/end-run.ts'
import { readObject } from '../store/json-columns.ts'
import type { TicketRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { traitColumns } from './open-ticket.ts'
import { saveThread, type Thread } from './thread.ts'

type WithTicket = Thread & { ticket: TicketRow }

/** The team's change. Only what is named changes. */
export async function updateTicket(
  tx: Tx,
  thread: WithTicket,
  change: UpdateTicketRequest,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  const { status, priority, escalation_reason, ai_resolved, anonymous_traits, tags } = change
  const { ticket } = thread
  Object.assign(
    ticket,
    status !== undefined && { status },
    priority !== undefined && { priority },
    escalation_reason !== undefined && { escalation_reason },
    ai_resolved !== undefined && { ai_resolved: ai_resolved ? 1 : 0 },
    anonymous_traits !== undefined && traitColumns(anonymous_traits),
    tags !== undefined && { tags: JSON.stringify([...new Set(tags)]) },
  )
  ticket.updated_at = tx.now
  await saveThread(tx, thread)
}

/** The visitor's change: traits are merged, and asking for a person hands over. */
export async function updateOwnTicket(
  tx: Tx,
  thread: WithTicket,
  change: UpdateOwnTicketRequest,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  const { ticket } = thread
  if (change.anonymous_traits !== undefined) {
    const merged = { ...readObject(ticket.anonymous_traits), ...change.anonymous_traits }
    Object.assign(ticket, traitColumns(merged))
  }
  if (change.ai_resolved === true) ticket.ai_resolved = 1
  if (change.escalation_reason !== undefined) handOver(thread, change.escalation_reason)
  await saveThread(tx, thread)
}
