/**
 * Writes an event in the transaction it tells of. Events are pointers: whoever reads the feed loads
 * the row as it is then, so no text is stored twice and an old event can tell no old text.
 */
import type { ConversationRow, MessageRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'

type Place = Pick<ConversationRow, 'id' | 'project_id' | 'visitor_id'>

/** A message changed. A private note is for the team alone, its existence included. */
export function recordMessageEvent(
  tx: Tx,
  place: Place,
  row: Pick<MessageRow, 'id' | 'is_private'>,
): void {
  const visitor = row.is_private === 1 ? null : place.visitor_id
  record(tx, place, { visitor, kind: 'message', message: row.id })
}

/** The conversation or its ticket changed. */
export function recordThreadEvent(tx: Tx, place: Place): void {
  record(tx, place, { visitor: place.visitor_id, kind: 'thread', message: null })
}

function record(
  tx: Tx,
  place: Place,
  event: { visitor: string | null; kind: 'message' | 'thread'; message: string | null },
): void {
  tx.tell({
    project_id: place.project_id,
    visitor_id: event.visitor,
    conversation_id: place.id,
    kind: event.kind,
    message_id: event.message,
    created_at: tx.now,
  })
  tx.wake(`project:${place.project_id}`)
  tx.wake(`conversation:${place.id}`)
  if (event.visitor !== null) tx.wake(`visitor:${event.visitor}`)
}
