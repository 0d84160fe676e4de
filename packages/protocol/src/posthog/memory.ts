/**
 * What the transport to PostHog has to know again after a reload. An older build may have written
 * it, so whatever does not fit is replaced by nothing known; only the session must never be lost,
 * since it is all that gives access to its tickets.
 */
import * as v from 'valibot'
import type { TicketStatus, Traits } from '../thread.ts'
import { ticketStatusSchema } from '../ticket.ts'

/** A message that the core was told of, or a ticket as it was told. */
interface Told {
  /** The count when it was told: the core has it if its cursor is not below. */
  at: number
}

/** A message near the end of its thread. */
export interface ToldRow extends Told {
  id: string
  order: string
  /** Of what can change of it. */
  hash: number
}

/** A ticket as the list showed it. */
export interface ToldTicket extends Told {
  number: number
  status: TicketStatus
  unread: number
  messages: number
  lastText: string | null
  lastAt: string | null
  createdAt: string
}

/** A message of ours that the server has confirmed: proof by key where the server keeps none. */
export interface OwnRow {
  op: string
  id: string
  createdAt: string
}

/** A ticket may have been made of which the id is not known. */
export interface Creating {
  op: string
  /** Place of the newest ticket that was known then; null when none was. */
  since: string | null
  /** Milliseconds since 1970 by the local clock. */
  sentAt: number
}

export interface ThreadMemory {
  ticket: string | null
  title: string | null
  /** ISO 8601 by the local clock: for display until the server has told its own. */
  openedAt: string
  /** Sent with the next message. */
  traits: Traits
  context: Traits
  creating: Creating | null
  told: ToldTicket | null
  readOrder: string | null
  rows: ToldRow[]
  own: OwnRow[]
  /** Ids on the server of messages that are there twice: never shown. */
  twins: string[]
}

export interface PosthogMemory {
  session: string
  distinctId: string
  /** Names this memory in cursors, so that one of another is known for what it is. */
  era: string
  /** Rises with everything that is told; revs and cursors are taken from it. */
  count: number
  threads: Record<string, ThreadMemory>
  /** Tickets that a browser's own repetition has made: not shown while nothing else is in them. */
  twinTickets: string[]
}

const scalarsSchema = v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null()]))

const textOrNull = v.fallback(v.nullable(v.string()), null)

const threadSchema: v.GenericSchema<unknown, ThreadMemory> = v.object({
  ticket: textOrNull,
  title: textOrNull,
  openedAt: v.fallback(v.string(), ''),
  traits: v.fallback(scalarsSchema, {}),
  context: v.fallback(scalarsSchema, {}),
  creating: v.fallback(
    v.nullable(v.object({ op: v.string(), since: v.nullable(v.string()), sentAt: v.number() })),
    null,
  ),
  told: v.fallback(
    v.nullable(
      v.object({
        at: v.number(),
        number: v.number(),
        status: ticketStatusSchema,
        unread: v.number(),
        messages: v.number(),
        lastText: v.nullable(v.string()),
        lastAt: v.nullable(v.string()),
        createdAt: v.string(),
      }),
    ),
    null,
  ),
  readOrder: textOrNull,
  rows: v.fallback(
    v.array(v.object({ at: v.number(), id: v.string(), order: v.string(), hash: v.number() })),
    () => [],
  ),
  own: v.fallback(
    v.array(v.object({ op: v.string(), id: v.string(), createdAt: v.string() })),
    () => [],
  ),
  twins: v.fallback(v.array(v.string()), () => []),
})

export const posthogMemorySchema: v.GenericSchema<unknown, PosthogMemory> = v.object({
  session: v.pipe(v.string(), v.uuid()),
  distinctId: v.fallback(v.string(), ''),
  era: v.fallback(v.string(), ''),
  count: v.fallback(v.number(), 0),
  threads: v.fallback(v.record(v.string(), threadSchema), () => ({})),
  twinTickets: v.fallback(v.array(v.string()), () => []),
})
