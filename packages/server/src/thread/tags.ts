/** Tags of a ticket, written twice: in its row for reading, in a table of their own for finding. */
import type { TicketRow } from '../store/schema.ts'
import type { Tx } from '../store/store.ts'

/** As they are stored: trimmed, none blank, none twice. */
export function cleanTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map((tag) => tag.trim()).filter((tag) => tag !== ''))]
}

/** Replaces the whole set. The thread still has to be saved. */
export async function setTags(tx: Tx, ticket: TicketRow, tags: readonly string[]): Promise<void> {
  const names = cleanTags(tags)
  ticket.tags = JSON.stringify(names)
  await tx.db.deleteFrom('ticket_tags').where('ticket_id', '=', ticket.id).execute()
  if (names.length === 0) return
  await tx.db
    .insertInto('ticket_tags')
    .values(names.map((name) => ({ ticket_id: ticket.id, project_id: ticket.project_id, name })))
    .execute()
}
