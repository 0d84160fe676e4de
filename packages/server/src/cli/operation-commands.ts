/** The commands for whoever operates the server: what the command line may ask of each. */
import { isMailAddress } from '../notify/notification-settings.ts'
import type { ReplyMails } from '../store/tables/mails.ts'
import type { WebhookEvent } from '../store/tables/webhooks.ts'
import { WEBHOOK_EVENTS } from '../webhooks/webhooks.ts'
import { CommandError } from './command-error.ts'

/** Who or what is to be erased. */
export type EraseTarget =
  | { readonly kind: 'visitor'; readonly id: string }
  | { readonly kind: 'email'; readonly address: string }
  | { readonly kind: 'ticket'; readonly number: number }

export type OperationCommand =
  | {
      readonly kind: 'erase'
      readonly project: number
      readonly target: EraseTarget
      /** Whether the file of SQLite is written anew. */
      readonly vacuum: boolean
    }
  | { readonly kind: 'backup'; readonly file: string }
  | { readonly kind: 'webhooks list'; readonly project: number }
  | { readonly kind: 'webhooks remove'; readonly id: string }
  | {
      readonly kind: 'webhooks add'
      readonly project: number
      readonly url: string
      readonly events: readonly WebhookEvent[]
    }
  | {
      readonly kind: 'notifications'
      readonly project: number
      /** Null leaves them as they are. */
      readonly recipients: readonly string[] | null
      readonly replyMails: ReplyMails | null
    }

/** The answer of `--help` about them. */
export const OPERATION_COMMANDS_HELP = `  erase                Erases everything of a visitor, for good.
    --visitor ID       The visitor with all threads.
    --email ADDRESS    All visitors who told this address, have proven it, or have it as their id.
    --ticket NUMBER    One ticket with its thread.
    --vacuum           Also makes the SQLite file smaller; nobody can write meanwhile.
  backup FILE          Copies the SQLite database into a new file, while the server runs.
  webhooks add URL     Tells URL of what happens; shows the secret of its signatures once.
    --events LIST      Default ticket.created,message.created
  webhooks list        Lists them with their ids.
  webhooks remove ID   Tells it nothing any more.
  notifications        Shows or changes whom a project tells by mail.
    --recipients LIST  The team's addresses for new tickets, separated by commas; "" for none.
    --reply-mails WHO  Visitors to whom answers are mailed: never, verified or any.
  All of these take --project ID; default 1.
`

/** What `parseArgs` is to know for them. */
export const OPERATION_OPTIONS = {
  visitor: { type: 'string' },
  email: { type: 'string' },
  ticket: { type: 'string' },
  vacuum: { type: 'boolean' },
  events: { type: 'string' },
  recipients: { type: 'string' },
  'reply-mails': { type: 'string' },
} as const

type Values = {
  readonly [Name in Exclude<keyof typeof OPERATION_OPTIONS, 'vacuum'> | 'project']?:
    | string
    | undefined
} & { readonly vacuum?: boolean | undefined }

const REPLY_MAILS: readonly ReplyMails[] = ['never', 'verified', 'any']

/**
 * @returns null when the name is no command of these
 * @throws CommandError
 */
export function parseOperationCommand(
  name: string,
  words: readonly string[],
  values: Values,
): OperationCommand | null {
  switch (name) {
    case 'erase':
      noMore(words)
      return {
        kind: 'erase',
        project: projectOf(values),
        target: targetOf(values),
        vacuum: values.vacuum === true,
      }
    case 'backup': {
      const [file, ...more] = words
      noMore(more)
      if (file === undefined) throw new CommandError('The file is missing. See --help.')
      return { kind: 'backup', file }
    }
    case 'webhooks':
      return parseWebhooks(words, values)
    case 'notifications': {
      noMore(words)
      const replyMails = REPLY_MAILS.find((known) => known === values['reply-mails']) ?? null
      if (values['reply-mails'] !== undefined && replyMails === null) {
        throw new CommandError('--reply-mails must be never, verified or any.')
      }
      const recipients = values.recipients === undefined ? null : parseAddresses(values.recipients)
      return { kind: 'notifications', project: projectOf(values), recipients, replyMails }
    }
    default:
      return null
  }
}

/**
 * Addresses separated by commas.
 *
 * @throws CommandError for what is none
 */
export function parseAddresses(text: string): string[] {
  const addresses = text.split(',').flatMap((part) => part.trim() || [])
  const wrong = addresses.find((address) => !isMailAddress(address))
  if (wrong !== undefined) throw new CommandError(`${wrong} is no mail address.`)
  return addresses
}

function parseWebhooks(words: readonly string[], values: Values): OperationCommand {
  const [what, which, ...more] = words
  noMore(more)
  if (what === 'list' && which === undefined) {
    return { kind: 'webhooks list', project: projectOf(values) }
  }
  if (what === 'remove' && which !== undefined) return { kind: 'webhooks remove', id: which }
  if (what === 'add' && which !== undefined) {
    if (!URL.canParse(which) || !/^https?:$/.test(new URL(which).protocol)) {
      throw new CommandError('The webhook must have an https address.')
    }
    const events = parseEvents(values.events)
    return { kind: 'webhooks add', project: projectOf(values), url: which, events }
  }
  throw new CommandError('Use webhooks add URL, webhooks list or webhooks remove ID. See --help.')
}

function parseEvents(text: string | undefined): readonly WebhookEvent[] {
  if (text === undefined) return WEBHOOK_EVENTS
  const names = text.split(',').map((name) => name.trim())
  const events = WEBHOOK_EVENTS.filter((event) => names.includes(event))
  if (events.length === names.length) return events
  throw new CommandError(`--events must be of ${WEBHOOK_EVENTS.join(', ')}.`)
}

function targetOf({ visitor, email, ticket }: Values): EraseTarget {
  const given = [visitor, email, ticket].filter((value) => value !== undefined)
  if (given.length !== 1) throw new CommandError('Use one of --visitor, --email and --ticket.')
  if (visitor !== undefined) return { kind: 'visitor', id: visitor }
  if (email !== undefined) return { kind: 'email', address: email }
  return { kind: 'ticket', number: numberOf('--ticket', ticket ?? '') }
}

function projectOf({ project }: Values): number {
  return project === undefined ? 1 : numberOf('--project', project)
}

function numberOf(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new CommandError(`${option} must be a number.`)
}

function noMore(words: readonly string[]): void {
  if (words.length > 0) {
    throw new CommandError(`Unexpected argument: ${words.join(' ')}. See --help.`)
  }
}
