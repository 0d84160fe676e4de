/** What the team is told of: everything in a thread that has a ticket somebody has written in. */
import type { DeletedTicket } from '@porchlight/protocol'
import type { EventRow } from '../store/schema.ts'
import type { ReadTx } from '../store/store.ts'
import { loadPeople } from '../thread/people.ts'
import type { Thread, TicketThread } from '../thread/thread.ts'
import { toTicketMessage, toTickets } from '../thread/ticket-view.ts'
import { loadMessages, loadThreads, targetOf } from './load-told.ts'
import { placeOf, type Told } from './told.ts'

export async function tellTeam(tx: ReadTx, rows: readonly EventRow[]): Promise<Told[]> {
  const [threads, messages] = await Promise.all([loadThreads(tx, rows), loadMessages(tx, rows)])
  const listed = new Map(
    [...threads].flatMap(([id, thread]) => (isListed(thread) ? [[id, thread]] : [])),
  )
  const visible = [...listed.values()]
  const people = await loadPeople(
    tx,
    visible.map(({ ticket }) => ticket),
  )
  const tickets = toTickets(tx, visible, people)
  const ticketsById = new Map(tickets.map((ticket) => [ticket.conversation, ticket]))
  return rows.flatMap((row): Told[] => {
    const gone = row.kind === 'thread' ? deletedTicket(threads.get(row.conversation_id)) : null
    if (gone !== null) return [{ at: placeOf(row), event: { event: 'ticket_deleted', data: gone } }]
    const thread = listed.get(row.conversation_id)
    const data = ticketsById.get(row.conversation_id)
    if (thread === undefined || data === undefined) return []
    const { conversation, ticket } = thread
    if (row.kind === 'thread') return [{ at: placeOf(row), event: { event: 'ticket', data } }]
    const message = messages.get(targetOf(row))
    if (message?.state !== 'posted') return []
    const told = {
      ticket: ticket.id,
      conversation: conversation.id,
      message: toTicketMessage(message, ticket),
    }
    return [{ at: placeOf(row), event: { event: 'message', data: told } }]
  })
}

/** What the team has to forget; null where it has heard of nothing. */
function deletedTicket(thread: Thread | undefined): DeletedTicket | null {
  if (thread?.ticket == null || thread.conversation.deleted_at === null) return null
  if (thread.ticket.message_count === 0) return null
  return { ticket: thread.ticket.id, conversation: thread.conversation.id }
}

/** A ticket nobody has written in yet is no ticket to the team. */
function isListed(thread: Thread): thread is TicketThread {
  return thread.ticket !== null && thread.ticket.is_listed === 1
}
