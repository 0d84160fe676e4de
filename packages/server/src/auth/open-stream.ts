/** Opens streams for those who may read them, and ends them when they may no longer.  [SV23] */
import type { EventStream, EventStreams } from '../event-stream.ts'
import type { Store } from '../store/store.ts'
import type { Principal } from './principal.ts'

export interface StreamPorts {
  readonly store: Store
  readonly streams: EventStreams
}

/** @returns a stream that ends at the latest when the tokens of its visitor are revoked */
export function openStreamFor({ store, streams }: StreamPorts, principal: Principal): EventStream {
  const stream = streams.open()
  if (principal.kind === 'visitor') {
    const unsubscribe = store.wakeUps.subscribe(`revoked:${principal.visitor}`, stream.close)
    stream.ended.addEventListener('abort', unsubscribe)
  }
  return stream
}
