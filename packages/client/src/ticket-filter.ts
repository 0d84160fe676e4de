/** What the ticket list can be filtered and sorted by, and how that is written in its query. */
import type {
  AiTriageResult,
  ChannelSource,
  TicketPriority,
  TicketStatus,
  ViewAssignee,
} from '@porchlight/protocol'

/** Everything that is named must hold; of several values, any. */
export interface TicketFilter {
  readonly status?: TicketStatus | readonly TicketStatus[]
  readonly priority?: TicketPriority | readonly TicketPriority[]
  readonly channelSource?: ChannelSource
  /** Such as `widget_embedded`, or `widget_api` for tickets that a key has opened. */
  readonly channelDetail?: string
  /** `me` is the agent whose key it is. */
  readonly assignee?: WantedAssignee | readonly WantedAssignee[]
  /** Of the last change: a date, or a time before now such as `-7d` or `-1mStart`. */
  readonly dateFrom?: string
  readonly dateTo?: string
  readonly distinctIds?: readonly string[]
  /** Adds to `distinctIds`. */
  readonly emails?: readonly string[]
  readonly ids?: readonly string[]
  /** A ticket number, or part of a name, an address or a message. */
  readonly search?: string
  readonly sla?: 'breached' | 'at-risk' | 'on-track'
  readonly snoozed?: boolean
  /** One of them is enough. */
  readonly tags?: readonly string[]
  readonly tagsAll?: readonly string[]
  readonly tagsExclude?: readonly string[]
  readonly aiTriageResult?: AiTriageResult | readonly AiTriageResult[]
  /** Short id of a saved view, which fills in what is not named here. */
  readonly view?: string
  /** Default `-updated_at`. */
  readonly orderBy?: TicketOrder
  readonly limit?: number
  readonly offset?: number
}

export type WantedAssignee = 'me' | 'unassigned' | ViewAssignee

type Sorted = 'updated_at' | 'created_at' | 'ticket_number' | 'sla_due_at' | 'snoozed_until'

/** With a minus, descending. */
export type TicketOrder = Sorted | `-${Sorted}`

/** The query, without its question mark, in the order in which the filter names things. */
export function toTicketQuery(filter: TicketFilter): string {
  const query = Object.entries(filter).map(([name, value]): [string, string] => [
    toWireName(name),
    JSON_LISTS.has(name) ? JSON.stringify(value) : toText(value),
  ])
  return new URLSearchParams(query).toString()
}

/** Names of tags may hold commas. */
const JSON_LISTS: ReadonlySet<string> = new Set(['tags', 'tagsAll', 'tagsExclude'])

function toWireName(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return value.map(toText).join()
  return isAssignee(value) ? `${value.type}:${value.id}` : String(value)
}

function isAssignee(value: unknown): value is ViewAssignee {
  return typeof value === 'object' && value !== null && 'type' in value
}
