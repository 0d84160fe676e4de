/** A real transport whose sending a history is told of. */
import type { Transport } from '@porchlight/protocol'
import type { WatchRequests } from './server-side.ts'

export function watchTransport(inner: Transport, watch: WatchRequests): Transport {
  return {
    ...inner,
    async deliver(op, lane, signal) {
      const told = op.kind === 'send' ? watch.began(op) : null
      const outcome = await inner.deliver(op, lane, signal)
      told?.ended(outcome.kind === 'unknown' ? 'givenUp' : 'answered')
      return outcome
    },
  }
}
