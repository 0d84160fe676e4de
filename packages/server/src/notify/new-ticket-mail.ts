/** The mail that tells the team of a new ticket. */
import { findProject } from '../auth/projects.ts'
import { writeMail } from '../mail/write-mail.ts'
import type { Tx } from '../store/store.ts'
import { changeNotice, oneLine, takeNotice } from './notice.ts'
import { type NotificationSettings, readNotificationSettings } from './notification-settings.ts'

/** Writes it for each recipient, once. */
export async function mailNewTicket(
  tx: Tx,
  conversation: string,
  defaults: NotificationSettings,
): Promise<void> {
  const taken = await takeNotice(tx, conversation, 'new_ticket')
  if (taken === null) return
  const { thread, notice } = taken
  await changeNotice(tx, notice, { since: null, mailed_at: tx.now })
  const { ticket } = thread
  if (ticket === null || thread.conversation.deleted_at !== null) return
  const { recipients } = await readNotificationSettings(tx, ticket.project_id, defaults)
  const project = await findProject(tx, ticket.project_id)
  const title = oneLine(thread.conversation.title ?? '')
  const who = oneLine(ticket.trait_name ?? 'A visitor')
  // What the visitor has told of himself is only told: nothing has proven it.
  const address = ticket.trait_email === null ? '' : ` (says to be ${oneLine(ticket.trait_email)})`
  for (const to of recipients) {
    await writeMail(tx, {
      project: ticket.project_id,
      kind: 'new_ticket',
      to,
      subject: `[${oneLine(project?.name ?? '')}] New ticket #${ticket.number}: ${title}`,
      text: `${who}${address} has written:\n\n${ticket.last_message_text ?? ''}\n`,
      conversation,
    })
  }
}
