/** Mails as the inbox lists them: without a mail server they are kept for the team to read. */
import * as v from 'valibot'

/** One mail, with its text unless that held a secret and has been sent. */
export interface KeptMail {
  readonly id: string
  readonly kind: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly state: 'waiting' | 'sent' | 'kept' | 'failed'
  /** What the mail server said last. */
  readonly error: string | null
  readonly created_at: string
}

export const keptMailSchema: v.GenericSchema<unknown, KeptMail> = v.object({
  id: v.string(),
  kind: v.string(),
  to: v.string(),
  subject: v.string(),
  text: v.string(),
  state: v.picklist(['waiting', 'sent', 'kept', 'failed']),
  error: v.nullable(v.string()),
  created_at: v.string(),
})
