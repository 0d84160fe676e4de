/** Whom a project tells by mail. */
import { readStrings } from '../store/json-columns.ts'
import type { ReadTx, Tx } from '../store/store.ts'
import type { ReplyMails } from '../store/tables/mails.ts'

export interface NotificationSettings {
  /** The team's addresses, told of each new ticket. */
  readonly recipients: readonly string[]
  /** To whom answers are mailed when nobody is there to read them. */
  readonly replyMails: ReplyMails
}

/** What the server is configured with, for projects that say nothing else. */
export const DEFAULT_NOTIFICATIONS: NotificationSettings = {
  recipients: [],
  replyMails: 'verified',
}

/** One address, as it may stand in the head of a mail. */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\]+$/.test(text)
}

export async function readNotificationSettings(
  tx: ReadTx,
  project: number,
  defaults: NotificationSettings,
): Promise<NotificationSettings> {
  const row = await tx.db
    .selectFrom('notification_settings')
    .selectAll()
    .where('project_id', '=', project)
    .executeTakeFirst()
  if (row === undefined) return defaults
  return {
    recipients: readStrings(row.recipients),
    replyMails: row.reply_mails ?? defaults.replyMails,
  }
}

/** Replaces those of the project. */
export async function writeNotificationSettings(
  tx: Tx,
  project: number,
  { recipients, replyMails }: { recipients: readonly string[]; replyMails: ReplyMails | null },
): Promise<void> {
  const values = { recipients: JSON.stringify(recipients), reply_mails: replyMails }
  await tx.db
    .insertInto('notification_settings')
    .values({ project_id: project, ...values })
    .onConflict((conflict) => conflict.column('project_id').doUpdateSet(values))
    .execute()
}
