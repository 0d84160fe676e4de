/** Sends mails by SMTP. */
import { createTransport } from 'nodemailer'
import type { Delivery, MailSender } from './mail-sender.ts'

export interface SmtpOptions {
  /** `smtp://user:password@host:port`, or `smtps://…`. Secret. */
  readonly url: string
  /** Who the mails are from, such as `Support <support@example.com>`. */
  readonly from: string
}

/** How long a mail server may be silent. A mail that it takes no notice of is tried again. */
const TIMEOUT_MS = 20_000

const REASON_MAX_CHARACTERS = 300

/** @returns a sender that connects for each mail */
export function createSmtpSender({ url, from }: SmtpOptions): MailSender {
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Whoever gets a text into a mail must not get files or addresses of this machine into it.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const host = URL.canParse(url) ? new URL(url).hostname : 'localhost'
  return {
    async send({ id, to, subject, text }) {
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${host}>`,
          // No answer of a machine is wanted, and none may start a loop.
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return { kind: 'sent' }
      } catch (cause) {
        return readFailure(cause)
      }
    },
    close: () => transport.close(),
  }
}

/** A code of the 500s is a mail server's last word (RFC 5321, 4.2.1); everything else may pass. */
function readFailure(cause: unknown): Delivery {
  const reason = cause instanceof Error ? cause.message.slice(0, REASON_MAX_CHARACTERS) : 'unknown'
  const code = cause instanceof Error && 'responseCode' in cause ? cause.responseCode : null
  return { kind: typeof code === 'number' && code >= 500 ? 'refused' : 'later', reason }
}
