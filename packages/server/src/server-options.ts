/** What a server is made of. Everything it needs of the world is an argument. */
import {
  type Clock,
  type FillRandom,
  LATER_SETTINGS,
  MAX_QUEUE_MESSAGES,
  systemClock,
  type WidgetSettings,
} from '@porchlight/protocol'
import type { Assistant } from './assistant/assistant.ts'
import { KEEP_FOR_EVER, type Retention } from './erase/retention-settings.ts'
import type { KnowledgeIndex } from './knowledge/knowledge-index.ts'
import { type IsTrusted, TRUST_NOBODY } from './limits/client-address.ts'
import { DEFAULT_LIMITS, type LimitSettings } from './limits/limit-settings.ts'
import type { MailSender } from './mail/mail-sender.ts'
import { DEFAULT_NOTIFICATIONS, type NotificationSettings } from './notify/notification-settings.ts'
import { IDLE_METER, type LoadMeter } from './operations/overload.ts'
import { pooledRandom } from './pooled-random.ts'

/** Where log lines go. Secrets and message texts are never among the fields. */
export interface Log {
  /** A developer should look now. */
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
  /** A change of state that is worth one line. */
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  debug(event: string, fields?: Readonly<Record<string, unknown>>): void
}

/** Makes an assistant of what the open server has; called once, before the first request. */
export type AssistantMaker = (made: {
  readonly knowledge: KnowledgeIndex
  /** The project a new server begins with. */
  readonly project: number
}) => Promise<Assistant | null>

export interface ServerOptions {
  /** Folder of the SQLite database; created when missing. */
  readonly dataDir?: string
  /** Address of a PostgreSQL database, used instead of `dataDir`. Secret: it holds a password. */
  readonly databaseUrl?: string
  /** How long a request waits for another process that writes to the database. Default 5 s. */
  readonly busyTimeoutMs?: number
  /** Who answers before a person does; null: people answer from the start. */
  readonly assistant: Assistant | null | AssistantMaker
  /** Accepted with all scopes, instead of a generated key. Kept in memory, as a hash. */
  readonly apiKey?: string
  /** Used instead of a generated one, and stored. */
  readonly widgetToken?: string
  /** Public settings of the widget that differ from those stored. */
  readonly settings?: Partial<WidgetSettings>
  readonly maxQueueMessages?: number
  /** How long queued rows wait for those announced with `more`, in milliseconds. */
  readonly drainAfterMs?: number
  /** How long after the death of a process another one ends the answers it was writing. */
  readonly runLeaseMs?: number
  /** Brings mails to people. Default: they are kept, and the team reads them. */
  readonly mailSender?: MailSender
  readonly limits?: LimitSettings
  /** Where people reach this server; links in mails begin with it, whatever a request says. */
  readonly publicUrl?: string
  /**
   * Domains of pages that this server sends itself, such as a demo's. Restore links of a site without
   * a list of domains lead to these alone. Default: none.
   */
  readonly ownPages?: readonly string[]
  /** Peers whose `X-Forwarded-For`, `-Proto` and `-Host` are believed. Default: nobody's. */
  readonly isTrustedProxy?: IsTrusted
  /** Feeds are ended spread over this time when the server shuts down, in milliseconds. */
  readonly shutdownSpreadMs?: number
  /** Whoever shows it may read `/metrics`; without it, only requests from this machine may. */
  readonly metricsToken?: string
  /** Whether each request is worth a line at the level `info`. */
  readonly logsRequests?: boolean
  /** Requests under way beyond which further ones are turned away with 503. */
  readonly maxRequests?: number
  /** Delay of the event loop beyond which requests are turned away, in milliseconds. */
  readonly maxLoopDelayMs?: number
  /** Measures that delay; by default nobody does. The server stops it when it closes. */
  readonly loadMeter?: LoadMeter
  /** How long things are kept. Default for ever. */
  readonly retention?: Retention
  /** Whom projects tell by mail that say nothing else. */
  readonly notifications?: NotificationSettings
  /** How long an answer may wait to be read before it is mailed, in milliseconds. */
  readonly answerMailAfterMs?: number
  /** Whether webhooks may lead to addresses inside a network, and to plain http. */
  readonly allowsPrivateWebhooks?: boolean
  /** A webhook that takes longer has failed, in milliseconds; less than a minute. */
  readonly webhookTimeoutMs?: number
  /** Runs of a project that may be warm at a time; 0 for none. */
  readonly maxWarmRuns?: number
  /** Answers a project may begin in a calendar month (UTC) that names no number; null: any. */
  readonly answersPerMonth?: number | null
  /** How long a warm run waits for a message, in milliseconds. */
  readonly warmRunMs?: number
  readonly clock?: Clock
  readonly random?: FillRandom
  readonly log?: Log
}

const SILENT: Log = { error: () => {}, info: () => {}, debug: () => {} }

/** What holds unless an option says otherwise. */
export const DEFAULTS: Required<
  Pick<
    ServerOptions,
    | 'maxQueueMessages'
    | 'drainAfterMs'
    | 'runLeaseMs'
    | 'limits'
    | 'publicUrl'
    | 'isTrustedProxy'
    | 'shutdownSpreadMs'
    | 'logsRequests'
    | 'maxRequests'
    | 'maxLoopDelayMs'
    | 'loadMeter'
    | 'retention'
    | 'notifications'
    | 'answerMailAfterMs'
    | 'allowsPrivateWebhooks'
    | 'webhookTimeoutMs'
    | 'maxWarmRuns'
    | 'answersPerMonth'
    | 'warmRunMs'
    | 'clock'
    | 'random'
    | 'log'
  >
> = {
  maxQueueMessages: MAX_QUEUE_MESSAGES,
  drainAfterMs: 3_000,
  runLeaseMs: 30_000,
  limits: DEFAULT_LIMITS,
  publicUrl: 'http://127.0.0.1:4100',
  isTrustedProxy: TRUST_NOBODY,
  shutdownSpreadMs: 0,
  logsRequests: false,
  maxRequests: 1_000,
  maxLoopDelayMs: 500,
  loadMeter: IDLE_METER,
  retention: KEEP_FOR_EVER,
  notifications: DEFAULT_NOTIFICATIONS,
  answerMailAfterMs: 5 * 60_000,
  allowsPrivateWebhooks: false,
  webhookTimeoutMs: 5_000,
  maxWarmRuns: 20,
  answersPerMonth: null,
  warmRunMs: 5 * 60_000,
  clock: systemClock,
  random: pooledRandom(),
  log: SILENT,
}

/** Settings of a project that nobody has configured. */
export const DEFAULT_SETTINGS: WidgetSettings = {
  enabled: true,
  name: 'Support',
  greeting: '',
  presence: '',
  placeholder: '',
  suggestions: [],
  color: 'oklch(0.55 0.17 262)',
  position: 'bottom-right',
  ...LATER_SETTINGS,
}
