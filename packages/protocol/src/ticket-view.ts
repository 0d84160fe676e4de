/** Saved filters of the ticket list: `conversations/views/`. */
import * as v from 'valibot'
import { freeJsonSchema, noArray } from './free-json.ts'
import { maxCharacters } from './text-rules.ts'
import type { TicketStatus } from './thread.ts'
import {
  type AiTriageResult,
  aiTriageResultSchema,
  CHANNEL_SOURCES,
  type ChannelSource,
  type TicketPriority,
  ticketPrioritySchema,
  ticketStatusSchema,
} from './ticket.ts'

/** Whom a view asks for, beside whoever is looking and nobody. */
export interface ViewAssignee {
  readonly type: 'user' | 'role'
  readonly id: number | string
}

/** What a view filters by; everything may be left out. Fields we do not know are kept. */
export interface TicketViewFilters {
  readonly status?: readonly TicketStatus[]
  readonly priority?: readonly TicketPriority[]
  readonly channel?: ChannelSource | 'all'
  readonly sla?: 'breached' | 'at-risk' | 'on-track' | 'all'
  readonly snoozed?: boolean
  readonly aiTriageResult?: readonly AiTriageResult[]
  readonly assignee?: readonly ('me' | 'unassigned' | ViewAssignee)[]
  readonly tags?: readonly string[]
  readonly tagsMatch?: 'any' | 'all'
  readonly tagsExclude?: readonly string[]
  readonly dateFrom?: string | null
  readonly dateTo?: string | null
  readonly sorting?: { readonly columnKey: string; readonly order: 1 | -1 } | null
  readonly search?: string
  /** Names of filters, in the order in which they are shown; those it does not name come behind. */
  readonly filterOrder?: readonly string[]
}

const VIEW_NAME_MAX_CHARACTERS = 400
const FILTERS_MAX_CHARACTERS = 10_000
const SEARCH_MAX_CHARACTERS = 200
const LIST_MAX = 100

const listOf = <T>(item: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T[]> =>
  v.pipe(
    v.array(item),
    v.maxLength(LIST_MAX, `Ensure this field has no more than ${LIST_MAX} elements.`),
  )

const dateSchema = v.nullable(v.pipe(v.string(), v.maxLength(64)))

const ticketViewFiltersSchema: v.GenericSchema<unknown, TicketViewFilters> = v.looseObject({
  status: v.exactOptional(listOf(ticketStatusSchema)),
  priority: v.exactOptional(listOf(ticketPrioritySchema)),
  channel: v.exactOptional(v.picklist([...CHANNEL_SOURCES, 'all'])),
  sla: v.exactOptional(v.picklist(['breached', 'at-risk', 'on-track', 'all'])),
  snoozed: v.exactOptional(v.boolean()),
  aiTriageResult: v.exactOptional(listOf(aiTriageResultSchema)),
  assignee: v.exactOptional(
    listOf(
      v.union(
        [
          v.picklist(['me', 'unassigned']),
          v.object({
            type: v.picklist(['user', 'role']),
            id: v.union([v.number(), v.string()]),
          }),
        ],
        "Must be 'me', 'unassigned' or an object with 'type' and 'id'.",
      ),
    ),
  ),
  tags: v.exactOptional(listOf(v.string())),
  tagsMatch: v.exactOptional(v.picklist(['any', 'all'])),
  tagsExclude: v.exactOptional(listOf(v.string())),
  dateFrom: v.exactOptional(dateSchema),
  dateTo: v.exactOptional(dateSchema),
  sorting: v.exactOptional(
    v.nullable(v.object({ columnKey: v.string(), order: v.picklist([1, -1]) })),
  ),
  search: v.exactOptional(
    v.pipe(
      v.string(),
      v.maxLength(
        SEARCH_MAX_CHARACTERS,
        `Ensure this field has no more than ${SEARCH_MAX_CHARACTERS} characters.`,
      ),
    ),
  ),
  filterOrder: v.exactOptional(listOf(v.string())),
})

// The size first: what is too large is not looked into.
const filtersSchema = v.pipe(
  freeJsonSchema(FILTERS_MAX_CHARACTERS, 'Filters payload is too large.'),
  noArray,
  ticketViewFiltersSchema,
)

const nameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('This field may not be blank.'),
  maxCharacters(VIEW_NAME_MAX_CHARACTERS),
)

/** `POST views/`. */
export interface CreateViewRequest {
  readonly name: string
  readonly filters: TicketViewFilters
}

export const createViewRequestSchema: v.GenericSchema<unknown, CreateViewRequest> = v.object({
  name: nameSchema,
  filters: v.optional(filtersSchema, {}),
})

/** `PATCH views/:short_id/`: only what is named changes; filters are replaced as a whole. */
export interface UpdateViewRequest {
  readonly name?: string
  readonly filters?: TicketViewFilters
  /** Moves it right before the view of this short id. */
  readonly before?: string
  /** Moves it right behind the view of this short id; not together with `before`. */
  readonly after?: string
}

export const updateViewRequestSchema: v.GenericSchema<unknown, UpdateViewRequest> = v.object({
  name: v.exactOptional(nameSchema),
  filters: v.exactOptional(filtersSchema),
  before: v.exactOptional(v.string()),
  after: v.exactOptional(v.string()),
})

/** Who made a view, with all published fields; those nobody asks agents for are null. */
export interface ViewMaker {
  readonly id: number
  /** Of this server alone. */
  readonly uuid: string
  readonly distinct_id: string
  readonly first_name: string
  /** Always empty: the first name is the whole one. */
  readonly last_name: string
  readonly email: string
  readonly is_email_verified: null
  readonly hedgehog_config: null
  readonly role_at_organization: null
}

const viewMakerSchema: v.GenericSchema<unknown, ViewMaker> = v.object({
  id: v.number(),
  uuid: v.string(),
  distinct_id: v.string(),
  first_name: v.string(),
  last_name: v.string(),
  email: v.string(),
  is_email_verified: v.null(),
  hedgehog_config: v.null(),
  role_at_organization: v.null(),
})

/** A view, as the whole team sees it. */
export interface TicketView {
  readonly id: string
  readonly short_id: string
  readonly name: string
  /** Another version may have saved what this one does not know: one such view hides no other. */
  readonly filters: TicketViewFilters | Readonly<Record<string, unknown>>
  /** The team's order: lower is first, and of two at one place the lower id. */
  readonly position: number
  readonly created_at: string
  /** The agent who made it; null when a server did. */
  readonly created_by: ViewMaker | null
}

export const ticketViewSchema: v.GenericSchema<unknown, TicketView> = v.object({
  id: v.string(),
  short_id: v.string(),
  name: v.string(),
  filters: v.union([ticketViewFiltersSchema, v.record(v.string(), v.unknown())]),
  position: v.number(),
  created_at: v.string(),
  created_by: v.nullable(viewMakerSchema),
})
