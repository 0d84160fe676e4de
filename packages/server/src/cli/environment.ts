/** What the environment variables say, parsed once. */
import path from 'node:path'
import { type IsTrusted, parseTrustedProxies, TRUST_NOBODY } from '../limits/client-address.ts'
import { DEFAULT_LIMITS, type LimitSettings, parseLimits } from '../limits/limit-settings.ts'
import { type AssistantSettings, readAssistantSettings } from './assistant-settings.ts'
import { CommandError } from './command-error.ts'
import { type OperationSettings, readOperationSettings } from './operation-settings.ts'

/** Where and how to run. */
export interface Environment {
  readonly host: string
  readonly port: number
  readonly demoPort: number
  /** Absolute path of the folder that holds the database. */
  readonly dataFolder: string
  /** Address of a PostgreSQL database, used instead of the folder; null for SQLite. */
  readonly databaseUrl: string | null
  /** How long after the death of a process another one ends its answers; null for the default. */
  readonly runLeaseMs: number | null
  /** Used instead of a generated key; null to generate one on the first start. */
  readonly apiKey: string | null
  /** Used instead of a generated token; null to generate one on the first start. */
  readonly widgetToken: string | null
  /** Messages that may wait in a conversation's queue; null for the default. */
  readonly maxQueueMessages: number | null
  /** Runs of a project that may be warm at a time; null for the default. */
  readonly maxWarmRuns: number | null
  readonly limits: LimitSettings
  /** Where people reach this server; null for the address it listens on. */
  readonly publicUrl: string | null
  /** Peers whose `X-Forwarded-For` is believed. */
  readonly isTrustedProxy: IsTrusted
  readonly assistant: AssistantSettings
  readonly operation: OperationSettings
}

const DEFAULT_HOST = '127.0.0.1'
const DEFAULT_PORT = 4100
const MAX_PORT = 65_535

// A short key is a guessable key, and this one opens everything.
const MIN_API_KEY_CHARACTERS = 16

/**
 * Reads HOST, PORT, DEMO_PORT, PORCHLIGHT_DATA, PORCHLIGHT_API_KEY, PORCHLIGHT_WIDGET_TOKEN,
 * PORCHLIGHT_LIMITS, PUBLIC_URL, TRUST_PROXY, DATABASE_URL, and what `assistant-settings.ts` and
 * `operation-settings.ts` read. An empty variable counts as not set.
 *
 * @throws CommandError for a value that cannot be used
 */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Environment {
  const read = (name: string) => variables[name]?.trim() || null
  function parsed<T>(name: string, parse: (text: string) => T): T | null {
    const text = read(name)
    try {
      return text === null ? null : parse(text)
    } catch (cause) {
      throw new CommandError(`${name}: ${cause instanceof Error ? cause.message : 'no value'}.`)
    }
  }
  const databaseUrl = read('DATABASE_URL')
  if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new CommandError('DATABASE_URL must begin with postgres:// or postgresql://.')
  }
  const port = parsePort(read('PORT') ?? String(DEFAULT_PORT))
  if (port === null) throw new CommandError(`PORT must be a number from 0 to ${MAX_PORT}.`)
  // With any free port for the one, any free port for the other.
  const demoPort = parsePort(read('DEMO_PORT') ?? String(port === 0 ? 0 : port + 1))
  if (demoPort === null) throw new CommandError(`DEMO_PORT must be a number from 0 to ${MAX_PORT}.`)
  if (port !== 0 && port === demoPort) throw new CommandError('PORT and DEMO_PORT must differ.')
  const apiKey = read('PORCHLIGHT_API_KEY')
  if (apiKey !== null && apiKey.length < MIN_API_KEY_CHARACTERS) {
    throw new CommandError(
      `PORCHLIGHT_API_KEY must have ${MIN_API_KEY_CHARACTERS} characters or more.`,
    )
  }
  const readCount = (name: string, min: number): number | null => {
    const text = read(name)
    if (text === null) return null
    if (/^\d{1,4}$/.test(text) && Number(text) >= min) return Number(text)
    throw new CommandError(`${name} must be a number from ${min} to 9999.`)
  }
  return {
    host: read('HOST') ?? DEFAULT_HOST,
    port,
    demoPort,
    dataFolder: path.resolve(read('PORCHLIGHT_DATA') ?? '.porchlight'),
    databaseUrl,
    runLeaseMs: parseRunLease(read('PORCHLIGHT_RUN_LEASE_MS')),
    apiKey,
    widgetToken: read('PORCHLIGHT_WIDGET_TOKEN'),
    maxQueueMessages: readCount('PORCHLIGHT_MAX_QUEUE_MESSAGES', 1),
    maxWarmRuns: readCount('PORCHLIGHT_MAX_WARM_RUNS', 0),
    publicUrl: parsed('PUBLIC_URL', parsePublicUrl),
    limits: parsed('PORCHLIGHT_LIMITS', parseLimits) ?? DEFAULT_LIMITS,
    isTrustedProxy: parsed('TRUST_PROXY', parseTrustedProxies) ?? TRUST_NOBODY,
    assistant: readAssistantSettings(read),
    operation: readOperationSettings(read),
  }
}

/** Much shorter, and a pause of a busy process would end answers that are being written. */
const MIN_RUN_LEASE_MS = 1_000

function parseRunLease(text: string | null): number | null {
  if (text === null) return null
  if (/^\d{4,7}$/.test(text) && Number(text) >= MIN_RUN_LEASE_MS) return Number(text)
  throw new CommandError(`PORCHLIGHT_RUN_LEASE_MS must be ${MIN_RUN_LEASE_MS} or more.`)
}

function parsePort(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return port <= MAX_PORT ? port : null
}

/** The origin alone: paths of the server begin at its root. */
function parsePublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/'
  if (!isOrigin || url.search !== '' || url.hash !== '' || url.username !== '') {
    throw new Error('it must be like https://chat.example.com')
  }
  return url.origin
}
