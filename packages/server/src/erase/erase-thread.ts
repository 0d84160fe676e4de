/** Erases one thread with everything in it. */
import { lockProject } from '../auth/lock-project.ts'
import { recordThreadEvent } from '../feed/record-event.ts'
import type { Tx } from '../store/store.ts'
import { deleteThread } from '../thread/delete-thread.ts'
import { loadThread, type Thread } from '../thread/thread.ts'
import { eraseRows } from './erase-rows.ts'
import { forgetAddress, isAddressOfOthers } from './forget-address.ts'

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
  thread.conversation.visitor_id = null
  // Ends its answer and its streams, as for one that is deleted by the team; but no event tells of
  // it, which would keep the ids of its messages when they are gone.
  const quietly: Tx = { ...tx, tell: () => {} }
  if (thread.conversation.deleted_at === null) await deleteThread(quietly, thread)
  const runs = tx.db.selectFrom('runs').select('id').where('conversation_id', '=', conversation)
  for (const { id } of await runs.execute()) await eraseRows(tx, 'run', id)
  if (thread.ticket !== null) await eraseRows(tx, 'ticket', thread.ticket.id)
  await eraseRows(tx, 'thread', conversation)
  await blank(tx, thread)
  await forgetAddressOf(tx, thread)
  await recordThreadEvent(tx, thread.conversation)
  return true
}

/** Links to its tickets are good for nothing now, unless somebody else has told the same address. */
async function forgetAddressOf(tx: Tx, { ticket }: Thread): Promise<void> {
  if (ticket === null || ticket.trait_email === null) return
  const of = { project: ticket.project_id, address: ticket.trait_email.toLowerCase() }
  // Of two that are erased at once, the second sees that the first has told the address no more.
  await lockProject(tx, of.project)
  if (!(await isAddressOfOthers(tx, of))) await forgetAddress(tx, of)
}

async function blank(tx: Tx, { conversation, ticket }: Thread): Promise<void> {
  await tx.db
    .updateTable('conversations')
    .set({ visitor_id: null, title: null, erased_at: tx.now })
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
      erased_at: tx.now,
    })
    .where('id', '=', ticket.id)
    .execute()
}
