/** Opens streams for those who may read them, and ends them when they may no longer.  [SV23] */
import type { EventStream, EventStreams, StreamKind } from '../event-stream.ts'
import type { Limits } from '../limits/limits.ts'
import type { Store } from '../store/store.ts'
import type { Principal } from './principal.ts'

export interface StreamPorts {
  readonly store: Store
  readonly streams: EventStreams
  readonly limits: Limits
}

/**
 * @returns a stream that ends at the latest when the tokens of its visitor are revoked
 * @throws Refusal 429 when the visitor, or their address, has as many open as may be
 */
export function openStreamFor(
  { store, streams, limits }: StreamPorts,
  principal: Principal,
  kind: StreamKind,
): EventStream {
  if (principal.kind === 'key') return streams.open(kind)
  const { visitor, address } = principal
  const giveBack = limits.hold(['streams_per_visitor', visitor], ['streams_per_address', address])
  const stream = streams.open(kind)
  const unsubscribe = store.wakeUps.subscribe(`revoked:${visitor}`, stream.close)
  stream.ended.addEventListener('abort', () => {
    unsubscribe()
    giveBack()
  })
  // One that was opened while the server shuts down has ended before anybody could listen.
  if (stream.ended.aborted) giveBack()
  return stream
}
