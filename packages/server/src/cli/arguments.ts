/** What the command line asks for. */
import { parseArgs } from 'node:util'
import {
  ACCOUNT_COMMANDS_HELP,
  ACCOUNT_OPTIONS,
  type AccountCommand,
  parseAccountCommand,
} from './account-commands.ts'
import { ASSISTANT_HELP } from './assistant-settings.ts'
import { CommandError, systemCode } from './command-error.ts'
import {
  KNOWLEDGE_COMMANDS_HELP,
  KNOWLEDGE_OPTIONS,
  type KnowledgeCommand,
  parseKnowledgeCommand,
} from './knowledge-commands.ts'
import {
  OPERATION_COMMANDS_HELP,
  OPERATION_OPTIONS,
  type OperationCommand,
  parseOperationCommand,
} from './operation-commands.ts'
import { OPERATION_HELP } from './operation-settings.ts'

/** Folders of built files to serve; null for what is not served. */
export interface StartFolders {
  readonly widget: string | null
  readonly inbox: string | null
  readonly demo: string | null
  /** Help articles; without any people answer every question. */
  readonly knowledge: string | null
}

/** One of the things the command can do. */
export type Command =
  | { readonly kind: 'start'; readonly folders: StartFolders }
  | { readonly kind: 'migrate' }
  | { readonly kind: 'copy'; readonly to: string }
  | { readonly kind: 'restored' }
  | { readonly kind: 'settings'; readonly project: number; readonly changes: readonly string[] }
  | AccountCommand
  | OperationCommand
  | KnowledgeCommand
  | { readonly kind: 'help' }

/** The answer to `--help`. */
export const HELP: string = `Usage: porchlight <command>

Commands
  start                Runs the server.
    --widget DIR       Built widget: serves /porchlight.js and its lazy files.
    --inbox DIR        Built inbox: serves /inbox/.
    --demo DIR         Built demo shop: serves /demo/, and once more on DEMO_PORT.
    --knowledge DIR    Help articles (.md, .html) that the assistant answers from.
${ACCOUNT_COMMANDS_HELP}  settings [name=value …]
                       Shows what a project has set for itself, or changes some of it, also
                       under a running server. Our own widget: enabled=false greeting=Hello
                       color=#06f suggestions='["Prices"]'. Stock widgets: widget_enabled=true
                       widget_domains='["shop.com","*.shop.com"]'. Both:
                       answers_per_month=1000, null for any number, default for the server's
    --project N        Of another project than the first.
  migrate              Brings the tables up to date; every start does so too.
  copy                 Moves everything from SQLite to PostgreSQL. Stop the server first.
    --to URL           An empty database. A copy that was cut off is continued.
  restored             After a restore from a backup, before the server starts on it:
                       makes all browsers ask anew for what they may have too much.
${KNOWLEDGE_COMMANDS_HELP}${OPERATION_COMMANDS_HELP}
Environment
  HOST                      Address to listen on. Default 127.0.0.1.
  PORT                      Default 4100.
  DEMO_PORT                 Default PORT + 1.
  PORCHLIGHT_DATA           Folder of the database. Default .porchlight
  DATABASE_URL              PostgreSQL instead: postgres://user:password@host/database
  PORCHLIGHT_RUN_LEASE_MS   When another process ends the answers of one that died. Default 30000
  PORCHLIGHT_API_KEY        Used instead of a generated API key.
  PORCHLIGHT_WIDGET_TOKEN   Used instead of a generated widget token.
  PORCHLIGHT_MAX_QUEUE_MESSAGES
                            Messages that may wait in the queue of a conversation. Default 20
  PORCHLIGHT_MAX_WARM_RUNS  Runs that may wait for their first message, by project. Default 20
  PORCHLIGHT_LIMITS         Changes of limits, as replies_per_hour=200/hour,streams_per_visitor=20;
                            or off. All names and defaults are in the README.
  PUBLIC_URL                Where people reach this server, for links in mails:
                            https://chat.example.com. Default the address it listens on.
  TRUST_PROXY               Addresses or subnets of the proxies in front, separated by commas, whose
                            X-Forwarded-For, -Proto and -Host are believed; private for all
                            private addresses.
${ASSISTANT_HELP}${OPERATION_HELP}`

/**
 * Parses the arguments after the program's name. No argument at all asks for help.
 *
 * @throws CommandError for what the command does not know
 */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args)
  const [name = 'help', ...rest] = positionals
  if (values.help === true || name === 'help') return { kind: 'help' }
  if (name === 'settings') {
    return { kind: 'settings', project: readProject(values.project), changes: rest }
  }
  const account = parseAccountCommand(name, rest, values)
  if (account !== null) return account
  const { source, replace } = values
  const knowledgeOptions = { source, replace, project: readProject(values.project) }
  const knowledgeCommand = parseKnowledgeCommand(name, rest, knowledgeOptions)
  if (knowledgeCommand !== null) return knowledgeCommand
  const operation = parseOperationCommand(name, rest, values)
  if (operation !== null) return operation
  if (rest.length > 0) throw new CommandError(`Unexpected argument: ${rest.join(' ')}. See --help.`)
  if (name === 'migrate' || name === 'restored') return { kind: name }
  if (name === 'copy') return { kind: 'copy', to: required(values.to, '--to') }
  if (name !== 'start') throw new CommandError(`Unknown command: ${name}. See --help.`)
  const { widget = null, inbox = null, demo = null, knowledge = null } = values
  return { kind: 'start', folders: { widget, inbox, demo, knowledge } }
}

function readProject(text: string | undefined): number {
  if (text === undefined) return 1
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new CommandError('--project must be the number of a project. See --help.')
}

function required(value: string | undefined, option: string): string {
  if (value === undefined) throw new CommandError(`${option} is missing. See --help.`)
  return value
}

const OPTIONS = {
  widget: { type: 'string' },
  inbox: { type: 'string' },
  demo: { type: 'string' },
  knowledge: { type: 'string' },
  to: { type: 'string' },
  project: { type: 'string' },
  ...ACCOUNT_OPTIONS,
  ...OPERATION_OPTIONS,
  ...KNOWLEDGE_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const

type Parsed = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>

function parse(args: readonly string[]): Parsed {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS })
  } catch (error) {
    if (!(error instanceof Error) || systemCode(error)?.startsWith('ERR_PARSE_ARGS') !== true) {
      throw error
    }
    // Node's first sentence names the argument; the rest explains how to quote it.
    throw new CommandError(`${error.message.split('. ')[0]}. See --help.`)
  }
}
