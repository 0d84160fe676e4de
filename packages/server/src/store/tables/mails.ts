/** What people are told by mail, and who wants to be. */
import type { Generated } from 'kysely'

/** Mails to be sent, and those that were. */
export interface MailsTable {
  id: string
  project_id: number
  kind: MailKind
  recipient: string
  subject: string
  text: string
  /** `kept`: there is no mail server; the team reads it in the inbox. */
  state: 'waiting' | 'sent' | 'kept' | 'failed'
  attempts: number
  /** When to try next; null when it is over. */
  next_at: number | null
  /** While somebody sends it: until when, by their clock. Null for nobody. */
  lease_until: number | null
  /** What the mail server said last. */
  error: string | null
  created_at: number
  sent_at: number | null
  /** The thread it tells of; null for a mail that tells of none. */
  conversation_id: Generated<string | null>
}

/** Why a mail was written. */
export type MailKind = 'sign_in' | 'restore' | 'new_ticket' | 'answer'

/** What somebody is still to be told of a thread. */
export interface NoticesTable {
  conversation_id: string
  /** What a mail is to be written about. */
  kind: 'new_ticket' | 'answer'
  project_id: number
  /** Begin of the first transaction nobody was told of; null when there is nothing to tell. */
  since: number | null
  mailed_at: number | null
  /** Messages up to this place were mailed. */
  mailed_seq: number | null
}

/** Whom a project tells by mail, where it says so itself. */
export interface NotificationSettingsTable {
  project_id: number
  /** JSON array of the team's addresses. */
  recipients: string
  /** Null: as the server is configured. */
  reply_mails: ReplyMails | null
}

/** To whom the team's answers are mailed: nobody, addresses a site has proven, or any. */
export type ReplyMails = 'never' | 'verified' | 'any'
