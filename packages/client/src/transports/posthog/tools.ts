/** What every part of this transport works with. */
import type { Clock } from '@porchlight/protocol'
import type { Keep } from './keep.ts'
import type { SendTimes } from './settle-window.ts'
import type { StockApi } from './stock-api.ts'

export interface Tools {
  readonly api: StockApi
  readonly keep: Keep
  readonly clock: Clock
  readonly sendTimes: SendTimes
}
