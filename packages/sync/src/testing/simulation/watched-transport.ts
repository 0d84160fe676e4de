/** A real transport whose sending a history is told of. */
import type { Transport } from '@porchlight/protocol'
import type { WatchRequests } from './server-side.ts'

export function watchTransport(inner: Transport, watch: WatchRequests): Transport {
  return {
    ...inner,
    async deliver(op, lane, signal) {
      const told = op.kind === 'send' ? watch.began(op) : null
      // Whoever is cut off sends nothing more, however long it takes to put its notes in order.
      const giveUp = (): void => told?.ended('givenUp')
      signal.addEventListener('abort', giveUp)
      const outcome = await inner.deliver(op, lane, signal)
      signal.removeEventListener('abort', giveUp)
      if (!signal.aborted) told?.ended(outcome.kind === 'unknown' ? 'givenUp' : 'answered')
      return outcome
    },
  }
}
