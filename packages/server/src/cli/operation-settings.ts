/** Those environment variables that are for whoever operates the server. */
import { createSmtpSender, type SmtpOptions } from '../mail/smtp-sender.ts'
import { DEFAULT_NOTIFICATIONS } from '../notify/notification-settings.ts'
import type { ServerOptions } from '../server-options.ts'
import { CommandError } from './command-error.ts'
import { parseAddresses } from './operation-commands.ts'
import { parseWhole } from './parse-whole.ts'

/** How the server is operated. */
export interface OperationSettings {
  /** How long it is still served after `/readyz` has turned 503, in milliseconds. */
  readonly shutdownDelayMs: number
  /** What is handed on to the server as it is. */
  readonly server: Partial<ServerOptions>
}

/** The answer of `--help` about them. */
export const OPERATION_HELP = `  LOG_LEVEL                 error, info or debug. Default info.
  LOG_FORMAT                json or text. Default text in a terminal, json elsewhere.
  LOG_REQUESTS              1: one line for each request, at the level info.
  METRICS_TOKEN             Opens /metrics to whoever sends it as a bearer token.
                            Without it, only requests from this machine see it.
  SHUTDOWN_DELAY_MS         From SIGTERM, and /readyz 503, to the end of service. Default 0.
  SHUTDOWN_SPREAD_MS        Streams are ended all through this time. Default 3000.
  SMTP_URL                  Sends mails: smtp://user:password@host:587, or smtps://…
                            Without it they are kept, and the team reads them in the inbox.
  MAIL_FROM                 Who they are from: Support <support@example.com>. Goes with SMTP_URL.
  MAX_REQUESTS              Requests under way before further ones get 503. Default 1000.
  MAX_LOOP_DELAY_MS         How late the process may be before it answers 503. Default 500.
  ANSWERS_PER_MONTH         Answers the assistant may begin in a calendar month (UTC), by project,
                            where that names no number itself. Default any number.
  RETENTION_DAYS            Erases tickets so long after they were resolved. Default never.
  VISITOR_RETENTION_DAYS    Erases visitors without a thread so long after their last visit.
  NOTIFY_EMAILS             Addresses told of new tickets, where a project names none itself.
  REPLY_MAILS               never, verified or any: to whom answers are mailed. Default verified.
  REPLY_MAIL_AFTER_MINUTES  How long an answer may wait to be read before it is. Default 5.
  WEBHOOKS_ALLOW_PRIVATE    1: webhooks may lead into this network, and need no https.
`

const DEFAULT_SPREAD_MS = 3_000
const MAX_MS = 600_000

// A short token is a guessable token.
const MIN_TOKEN_CHARACTERS = 16

/**
 * @param read gives the value of a variable, null for one that is not set
 * @throws CommandError for a value that cannot be used
 */
export function readOperationSettings(read: (name: string) => string | null): OperationSettings {
  const metricsToken = read('METRICS_TOKEN')
  if (metricsToken !== null && metricsToken.length < MIN_TOKEN_CHARACTERS) {
    throw new CommandError(`METRICS_TOKEN must have ${MIN_TOKEN_CHARACTERS} characters or more.`)
  }
  const smtp = readSmtp(read)
  const whole = (name: string, range: { from: number; to: number }): number | null => {
    const text = read(name)
    return text === null ? null : parseWhole(name, text, range)
  }
  const maxRequests = whole('MAX_REQUESTS', { from: 1, to: 1_000_000 })
  const maxLoopDelayMs = whole('MAX_LOOP_DELAY_MS', { from: 1, to: MAX_MS })
  const answersPerMonth = whole('ANSWERS_PER_MONTH', { from: 0, to: 999_999_999 })
  const days = { from: 1, to: 36_500 }
  const minutes = whole('REPLY_MAIL_AFTER_MINUTES', { from: 1, to: 10_000 })
  const replyMails = read('REPLY_MAILS') ?? DEFAULT_NOTIFICATIONS.replyMails
  if (replyMails !== 'never' && replyMails !== 'verified' && replyMails !== 'any') {
    throw new CommandError('REPLY_MAILS must be never, verified or any.')
  }
  return {
    shutdownDelayMs: whole('SHUTDOWN_DELAY_MS', { from: 0, to: MAX_MS }) ?? 0,
    server: {
      shutdownSpreadMs: whole('SHUTDOWN_SPREAD_MS', { from: 0, to: MAX_MS }) ?? DEFAULT_SPREAD_MS,
      logsRequests: read('LOG_REQUESTS') === '1',
      ...(smtp !== null && { mailSender: createSmtpSender(smtp) }),
      retention: {
        ticketDays: whole('RETENTION_DAYS', days),
        visitorDays: whole('VISITOR_RETENTION_DAYS', days),
      },
      notifications: { recipients: parseAddresses(read('NOTIFY_EMAILS') ?? ''), replyMails },
      allowsPrivateWebhooks: read('WEBHOOKS_ALLOW_PRIVATE') === '1',
      ...(minutes !== null && { answerMailAfterMs: minutes * 60_000 }),
      ...(metricsToken !== null && { metricsToken }),
      ...(answersPerMonth !== null && { answersPerMonth }),
      ...(maxRequests !== null && { maxRequests }),
      ...(maxLoopDelayMs !== null && { maxLoopDelayMs }),
    },
  }
}

/** A server that mails from nobody is refused by most others, so both are needed. */
function readSmtp(read: (name: string) => string | null): SmtpOptions | null {
  const [url, from] = [read('SMTP_URL'), read('MAIL_FROM')]
  if (url === null && from === null) return null
  if (url === null || !/^smtps?:\/\/[^/\s]/.test(url) || !URL.canParse(url)) {
    throw new CommandError('SMTP_URL must begin with smtp:// or smtps://, and goes with MAIL_FROM.')
  }
  if (from === null || !/^[^\r\n]*\S+@\S+$/.test(from)) {
    throw new CommandError('MAIL_FROM must be an address, and goes with SMTP_URL.')
  }
  return { url, from }
}
