/**
 * Mails are written into a table, in the transaction that is the reason for them: what is rolled
 * back is never mailed, and what is committed is mailed also by a process that starts later.
 */
import type { Tx } from '../store/store.ts'
import type { MailKind } from '../store/tables/mails.ts'

/** A mail to one person, in plain text. */
export interface Mail {
  readonly project: number
  readonly kind: MailKind
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The thread it tells of, with which it is erased. */
  readonly conversation?: string
}

/** Writes the mail down. Whether it is sent or only kept is for the mailer to say. */
export async function writeMail(tx: Tx, mail: Mail): Promise<void> {
  await tx.db
    .insertInto('mails')
    .values({
      id: tx.createId(),
      project_id: mail.project,
      kind: mail.kind,
      recipient: mail.to,
      subject: mail.subject,
      text: mail.text,
      state: 'waiting',
      attempts: 0,
      next_at: tx.now,
      lease_until: null,
      error: null,
      created_at: tx.now,
      sent_at: null,
      conversation_id: mail.conversation ?? null,
    })
    .execute()
  tx.count({ what: 'mail_written', outcome: mail.kind })
  tx.wake('mails')
}
