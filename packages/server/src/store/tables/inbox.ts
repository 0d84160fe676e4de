/** What a team keeps for its own work. */
import type { ProfileScope } from '@porchlight/protocol'

/** Filters that were kept under a name. */
export interface TicketViewsTable {
  id: string
  project_id: number
  /** What the view is called in addresses. */
  short_id: string
  name: string
  /** JSON of `TicketViewFilters`. */
  filters: string
  /** The agent who made it; null when a server did. */
  created_by: number | null
  created_at: number
  /** Its place among those of the project, from 0; of two at one place the lower id is first. */
  position: number
}

/** Replies that are written again and again. */
export interface MacrosTable {
  id: string
  project_id: number
  name: string
  /** With its variables. */
  text: string
  created_at: number
  updated_at: number
}

/** What the inbox shows beside a ticket. */
export interface CustomerProfileConfigsTable {
  id: string
  project_id: number
  scope: ProfileScope
  /** JSON, also `null`. */
  content: string
  /** JSON, also `null`. */
  sidebar: string
  created_at: number
  updated_at: number
}
