/** A message takes its place in the thread, with all that follows from it for the ticket. */
import { LAST_MESSAGE_TEXT_MAX_CHARACTERS, TITLE_MAX_CHARACTERS } from '@porchlight/protocol'
import { announce } from '../notify/announce.ts'
import type { MessageRow, TicketRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'
import { changeMessage, type Draft, insertMessage, takePlace } from './message-rows.ts'
import { cutCharacters } from './scalars.ts'
import type { Thread } from './thread.ts'

/** Posts a new message. The thread still has to be saved. */
export async function postMessage(tx: Tx, thread: Thread, draft: Draft): Promise<MessageRow> {
  const row = insertMessage(tx, thread, draft, takePlace(tx, thread))
  followFrom(tx, thread, row)
  await announce(tx, thread, row)
  return row
}

/** Posts a row that waited in the queue. The thread still has to be saved. */
export async function postQueuedRow(tx: Tx, thread: Thread, row: MessageRow): Promise<MessageRow> {
  const posted = changeMessage(tx, thread, row, takePlace(tx, thread))
  followFrom(tx, thread, posted)
  await announce(tx, thread, posted)
  return posted
}

function followFrom(tx: Tx, thread: Thread, row: MessageRow): void {
  // A private note changes nothing that a visitor can see, nor the order of the inbox.
  if (row.is_private === 1) return
  const { conversation, ticket } = thread
  conversation.last_seq = row.seq ?? conversation.last_seq
  conversation.updated_at = tx.now
  // Not before it is posted: what waits in the queue may yet be taken back.
  if (row.author === 'visitor') {
    conversation.title ??= cutCharacters(row.content.trim(), TITLE_MAX_CHARACTERS)
  }
  if (ticket !== null) countMessage(ticket, row, tx.now)
}

function countMessage(ticket: TicketRow, row: MessageRow, now: number): void {
  ticket.message_count += 1
  ticket.last_message_at = now
  ticket.last_message_text = cutCharacters(row.content, LAST_MESSAGE_TEXT_MAX_CHARACTERS)
  ticket.updated_at = now
  // As in the published API, an answer of the assistant raises neither count.
  if (row.author === 'agent') ticket.unread_customer_count += 1
  if (row.author === 'visitor') {
    ticket.unread_team_count += 1
    if (ticket.status === 'resolved') ticket.status = 'open'
  }
}
