/** Which endpoint an op takes: the whole decision, and nothing else. */
import type { Lane, Op } from '@porchlight/protocol'

/** An endpoint, and for the queue whether further messages of the lane follow at once. */
export type Route =
  | {
      readonly endpoint:
        | 'tickets'
        | 'conversations'
        | 'append_message'
        | 'queue_edit'
        | 'queue_withdraw'
        | 'ticket'
        | 'cancel'
        | 'read'
    }
  | { readonly endpoint: 'queue'; readonly more: boolean }

/**
 * The endpoint table.
 *
 * Only a message that was written online, with nothing before it, is posted at once. Everything
 * that waited goes through the server's queue, because there nothing can overtake it.
 */
export function routeOf(op: Op, lane: Lane): Route {
  switch (op.kind) {
    case 'open':
      return { endpoint: 'tickets' }
    case 'stop':
      return { endpoint: 'cancel' }
    case 'read':
      return { endpoint: 'read' }
    case 'edit':
      return { endpoint: 'queue_edit' }
    case 'withdraw':
      return { endpoint: 'queue_withdraw' }
    case 'describe':
      return { endpoint: 'ticket' }
    case 'rate':
      return { endpoint: 'append_message' }
    case 'send': {
      const isAlone = !lane.isFollowed && !lane.isHolding && !lane.isRunActive
      if (!op.live || !isAlone || op.attempt > 1) {
        return { endpoint: 'queue', more: lane.isFollowed }
      }
      return { endpoint: lane.mode === 'assistant' ? 'conversations' : 'append_message' }
    }
  }
}
