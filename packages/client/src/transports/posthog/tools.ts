/** What every part of this transport works with. */
import type { Clock } from '@porchlight/protocol'
import type { PosthogMemory } from '@porchlight/protocol/posthog'
import type { Keep } from '../polling/keep.ts'
import type { SendTimes } from '../polling/settle-window.ts'
import type { StockApi } from './stock-api.ts'

export interface Tools {
  readonly api: StockApi
  readonly keep: Keep<PosthogMemory>
  readonly clock: Clock
  readonly sendTimes: SendTimes
}
