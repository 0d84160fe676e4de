/** Erases one thread with everything in it. */
import { sql } from 'kysely'
import { recordThreadEvent } from '../feed/record-event.ts'
import type { Tx } from '../store/store.ts'
import { deleteThread } from '../thread/delete-thread.ts'
import { loadThread, type Thread } from '../thread/thread.ts'
import { ERASURE, type Erasure } from './erasure.ts'

/**
 * Its messages, answers, notes, mails and traits are gone; a shell of ids and the ticket's number
 * stays, so that its id is never anybody else's, and the feed of the team tells that it is gone.
 * Safe to repeat.
 *
 * @returns false when there is no such thread
 */
export async function eraseThread(tx: Tx, conversation: string): Promise<boolean> {
  const thread = await loadThread(tx, conversation)
  if (thread === null) return false
  // Before anything is told: from here on it is nobody's.
  thread.conversation.visitor_id = null
  // Ends its answer and its streams, as for one that is deleted by the team.
  if (thread.conversation.deleted_at === null) await deleteThread(tx, thread)
  await eraseMailsTo(tx, thread)
  const runs = tx.db.selectFrom('runs').select('id').where('conversation_id', '=', conversation)
  for (const { id } of await runs.execute()) await eraseRows(tx, 'run', id)
  if (thread.ticket !== null) await eraseRows(tx, 'ticket', thread.ticket.id)
  await eraseRows(tx, 'thread', conversation)
  await blank(tx, thread)
  await recordThreadEvent(tx, thread.conversation)
  return true
}

/** Deletes what goes with it, table by table. */
export async function eraseRows(
  tx: Tx,
  what: Extract<Erasure, object>['goesWith'],
  id: string,
): Promise<void> {
  for (const [table, erasure] of Object.entries<Erasure>(ERASURE)) {
    if (typeof erasure === 'string' || erasure.goesWith !== what) continue
    const { column } = erasure
    await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${id}`.execute(tx.db)
  }
}

/** What was mailed to the visitor, of whatever thread: nobody can tell them apart later. */
async function eraseMailsTo(tx: Tx, { ticket }: Thread): Promise<void> {
  if (ticket === null || ticket.trait_email === null) return
  await tx.db
    .deleteFrom('mails')
    .where('project_id', '=', ticket.project_id)
    .where('recipient', '=', ticket.trait_email)
    .where('kind', 'in', ['restore', 'answer'])
    .execute()
  await eraseRows(tx, 'address', ticket.trait_email.toLowerCase())
}

async function blank(tx: Tx, { conversation, ticket }: Thread): Promise<void> {
  await tx.db
    .updateTable('conversations')
    .set({ visitor_id: null, title: null })
    .where('id', '=', conversation.id)
    .execute()
  if (ticket === null) return
  await tx.db
    .updateTable('tickets')
    .set({
      anonymous_traits: '{}',
      trait_name: null,
      trait_email: null,
      session_context: '{}',
      session_id: null,
      distinct_id: null,
      identity_verified: null,
      escalation_reason: null,
      tags: '[]',
      last_message_text: null,
    })
    .where('id', '=', ticket.id)
    .execute()
}
