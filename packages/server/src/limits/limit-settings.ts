/** What is limited, by how much, and how that is configured. */
import type { Rate } from './rate-limiter.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const PERIODS: Readonly<Record<string, number>> = { second, minute, hour, day }

/** How often things may happen. Those marked with a star are the published API's. */
export interface Rates {
  /** All requests of one address, answered or refused. */
  readonly requests_per_address: Rate
  /** Requests with a token that nobody has, or no longer. */
  readonly failures_per_address: Rate
  readonly requests_per_visitor: Rate
  /** All requests of the visitors of a project. */
  readonly requests_per_project: Rate
  /** Posted or queued, by whatever endpoint. */
  readonly messages_per_visitor: Rate
  /** Of what a visitor does; more of it is told to nobody. */
  readonly activity_per_visitor: Rate
  /** The same by one key. */
  readonly activity_per_key: Rate
  readonly new_visitors_per_address: Rate
  readonly sessions_per_address: Rate
  readonly new_conversations_per_visitor: Rate
  readonly new_conversations_per_address: Rate
  readonly identify_per_visitor: Rate
  readonly identify_per_address: Rate
  readonly sign_in_links_per_address: Rate
  readonly sign_in_links_per_agent: Rate
  readonly sign_ins_per_address: Rate
  /** * By one key. */
  readonly replies_per_minute: Rate
  /** * By one key. */
  readonly replies_per_hour: Rate
  /** * By one key. */
  readonly suggestions_per_minute: Rate
  /** * By one key. */
  readonly suggestions_per_day: Rate
  /** * Conversations streamed or opened by the key of an agent. */
  readonly streams_started_per_minute: Rate
  /** * The same. */
  readonly streams_started_per_day: Rate
  /** The same by the key of a server, which speaks for many people. */
  readonly server_streams_per_minute: Rate
  /** * By one session of the public widget API; by address where there is none. */
  readonly widget_per_session: Rate
  /** Reads over the public widget API of one project by one address, whatever sessions it names. */
  readonly widget_address_polls_per_minute: Rate
  /** The same. */
  readonly widget_address_polls_per_hour: Rate
  /** Everything else by one address. */
  readonly widget_address_writes_per_minute: Rate
  /** The same. */
  readonly widget_address_writes_per_hour: Rate
  /** * Reads over the public widget API of one project. */
  readonly widget_polls_per_project: Rate
  /** * Everything else over the public widget API of one project. */
  readonly widget_writes_per_project: Rate
  /** * Restore links asked for, by e-mail address. */
  readonly restore_links_per_email: Rate
  /** * Restore links redeemed. */
  readonly restores_per_address: Rate
  /** Restore links redeemed that there never were. */
  readonly restore_misses_per_address: Rate
}

/** How many streams may be open at the same time. */
export interface Slots {
  readonly streams_per_visitor: number
  readonly streams_per_address: number
}

export type RateName = keyof Rates
export type SlotName = keyof Slots

export interface LimitSettings {
  readonly rates: Rates
  readonly slots: Slots
}

const DEFAULT_RATES: Rates = {
  requests_per_address: { count: 1_200, perMs: minute },
  failures_per_address: { count: 60, perMs: minute },
  requests_per_visitor: { count: 600, perMs: minute },
  requests_per_project: { count: 30_000, perMs: minute },
  messages_per_visitor: { count: 400, perMs: 10 * minute },
  activity_per_visitor: { count: 60, perMs: minute },
  activity_per_key: { count: 300, perMs: minute },
  new_visitors_per_address: { count: 20, perMs: minute },
  sessions_per_address: { count: 300, perMs: minute },
  new_conversations_per_visitor: { count: 5, perMs: hour },
  new_conversations_per_address: { count: 30, perMs: hour },
  identify_per_visitor: { count: 10, perMs: minute },
  identify_per_address: { count: 60, perMs: minute },
  sign_in_links_per_address: { count: 10, perMs: hour },
  sign_in_links_per_agent: { count: 3, perMs: hour },
  sign_ins_per_address: { count: 10, perMs: hour },
  replies_per_minute: { count: 10, perMs: minute },
  replies_per_hour: { count: 60, perMs: hour },
  suggestions_per_minute: { count: 10, perMs: minute },
  suggestions_per_day: { count: 100, perMs: day },
  streams_started_per_minute: { count: 10, perMs: minute },
  streams_started_per_day: { count: 100, perMs: day },
  server_streams_per_minute: { count: 600, perMs: minute },
  widget_per_session: { count: 30, perMs: minute },
  widget_address_polls_per_minute: { count: 600, perMs: minute },
  widget_address_polls_per_hour: { count: 3_000, perMs: hour },
  widget_address_writes_per_minute: { count: 120, perMs: minute },
  widget_address_writes_per_hour: { count: 1_200, perMs: hour },
  widget_polls_per_project: { count: 3_600, perMs: hour },
  widget_writes_per_project: { count: 3_600, perMs: hour },
  restore_links_per_email: { count: 3, perMs: hour },
  restores_per_address: { count: 10, perMs: minute },
  restore_misses_per_address: { count: 10, perMs: hour },
}

const DEFAULT_SLOTS: Slots = { streams_per_visitor: 6, streams_per_address: 100 }

/** A browser that comes back with 200 waiting messages gets through without a refusal. */
export const DEFAULT_LIMITS: LimitSettings = { rates: DEFAULT_RATES, slots: DEFAULT_SLOTS }

/** Nothing is limited: for benches, and for tests of something else. */
export const NO_LIMITS: LimitSettings = {
  rates: mapValues<RateName, Rate>(DEFAULT_RATES, {
    count: Number.MAX_SAFE_INTEGER,
    perMs: second,
  }),
  slots: mapValues<SlotName, number>(DEFAULT_SLOTS, Number.MAX_SAFE_INTEGER),
}

/**
 * Reads `off`, or changes such as `replies_per_hour=200/hour, streams_per_visitor=20`.
 *
 * @throws Error that says in one line what is wrong
 */
export function parseLimits(text: string): LimitSettings {
  if (text === 'off') return NO_LIMITS
  const rates: Record<RateName, Rate> = { ...DEFAULT_RATES }
  const slots: Record<SlotName, number> = { ...DEFAULT_SLOTS }
  for (const entry of text.split(',')) {
    const [name = '', value = ''] = entry.split('=').map((part) => part.trim())
    if (isNameIn(rates, name)) rates[name] = parseRate(name, value)
    else if (isNameIn(slots, name)) slots[name] = parseCount(name, value)
    else throw new Error(`there is no limit ${JSON.stringify(name)}`)
  }
  return { rates, slots }
}

function parseRate(name: string, value: string): Rate {
  const [, count = '', period = ''] = /^(\d+)\/(\w+)$/.exec(value) ?? []
  const perMs = PERIODS[period]
  if (perMs === undefined) throw new Error(`${name} must be like 20/minute`)
  return { count: parseCount(name, count), perMs }
}

function parseCount(name: string, text: string): number {
  const isCount = /^[1-9]\d{0,8}$/.test(text)
  if (!isCount) throw new Error(`${name} must be a whole number above 0`)
  return Number(text)
}

function isNameIn<T extends object>(table: T, name: string): name is string & keyof T {
  return Object.hasOwn(table, name)
}

function mapValues<K extends string, V>(table: Readonly<Record<K, V>>, value: V): Record<K, V> {
  return Object.fromEntries(Object.keys(table).map((key) => [key, value])) as Record<K, V>
}
