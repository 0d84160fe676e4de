/** An event as a reader is told it, and where it stands in the feed. */
import type { TeamFeedEvent, VisitorFeedEvent } from '@porchlight/protocol'
import type { EventRow } from '../store/schema.ts'
import type { FeedPosition } from './position.ts'

export type AnyFeedEvent = VisitorFeedEvent | TeamFeedEvent

export interface Told {
  readonly at: FeedPosition
  readonly event: AnyFeedEvent
}

export const placeOf = (row: EventRow): FeedPosition => ({ tx: row.tx_id, id: row.id })
