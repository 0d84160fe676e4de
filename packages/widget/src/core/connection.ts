/** What there is once a core has begun. */
import type { VisitorOptions } from '@porchlight/client'
import type { Sync } from '@porchlight/sync'

/** A core, and who its visitor is. */
export interface Connection {
  readonly sync: Sync
  /** Null where the server is not ours, and knows neither proofs nor erasing. */
  readonly visitor: VisitorOptions | null
}
