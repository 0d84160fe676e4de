/** What every part of this transport works with. */
import type { Clock, ThreadId } from '@porchlight/protocol'
import type { PlainMemory } from '@porchlight/protocol/plain'
import type { Keep } from '../polling/keep.ts'
import type { SendTimes } from '../polling/settle-window.ts'
import type { PlainApi } from './plain-api.ts'

export interface Tools {
  readonly api: PlainApi
  readonly keep: Keep<PlainMemory>
  readonly clock: Clock
  readonly sendTimes: SendTimes
  /** What the server said last of threads: whether one has a run on, for a queue needs one. */
  readonly running: Map<ThreadId, boolean>
  newId(): string
}
