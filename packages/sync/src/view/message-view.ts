/** From rows to what is shown of one message. Pure. */
import type { Message, Thread } from '@porchlight/protocol'
import type { Connection } from '../push/connection.ts'
import type { MessageRow, OpRow } from '../store/rows.ts'
import type { Delivery, MessageView } from '../sync.ts'

/** What the state of a message depends on beside its own row. */
export interface Surroundings {
  readonly op: OpRow | undefined
  readonly info: Thread | null
  readonly connection: Connection
}

/** Where a message of the visitor stands. */
export function deliveryOf(row: MessageRow, { op, info, connection }: Surroundings): Delivery {
  if (row.failed !== null) return { state: 'failed', ...row.failed }
  if (row.order !== null) {
    const readUpTo = info?.teamReadOrder ?? null
    return { state: readUpTo !== null && row.order <= readUpTo ? 'read' : 'sent' }
  }
  switch (op?.state) {
    case 'held':
      return { state: 'held' }
    case 'sending':
      return { state: 'sending' }
    case 'unknown':
      // Its outcome is looked up as soon as somebody can be asked.
      return connection.state === 'offline' ? waiting(connection, false) : { state: 'sending' }
    default:
      return waiting(connection, op !== undefined && op.attempt > 0)
  }
}

function waiting({ state, trouble }: Connection, wasRefused: boolean): Delivery {
  if (trouble !== null) return { state: 'waiting', why: 'session' }
  if (state === 'offline') return { state: 'waiting', why: 'offline' }
  return { state: 'waiting', why: wasRefused ? 'busy' : 'turn' }
}

export function toMessageView(row: MessageRow, surroundings: Surroundings): MessageView {
  return {
    id: row.id,
    author: row.author,
    authorName: row.authorName,
    content: row.content,
    createdAt: row.createdAt,
    citations: row.citations,
    incomplete: row.incomplete,
    isWriting: false,
    delivery: row.author === 'visitor' ? deliveryOf(row, surroundings) : null,
  }
}

/** An answer that grows. Cut off, it is shown as it is until the connection is back. */
export function growingView(message: Message): MessageView {
  return {
    id: message.id,
    author: message.author,
    authorName: message.authorName,
    content: message.content,
    createdAt: message.createdAt,
    citations: message.citations,
    incomplete: message.incomplete,
    isWriting: !message.incomplete,
    delivery: null,
  }
}

/**
 * The earlier object when nothing about the message has changed, so that a list of a thousand
 * draws only what is new.
 */
export function reuse(earlier: MessageView | undefined, now: MessageView): MessageView {
  return earlier !== undefined && isSame(earlier, now) ? earlier : now
}

function isSame(a: MessageView, b: MessageView): boolean {
  return (
    a.content === b.content &&
    a.incomplete === b.incomplete &&
    a.isWriting === b.isWriting &&
    a.createdAt === b.createdAt &&
    a.authorName === b.authorName &&
    a.citations.length === b.citations.length &&
    a.delivery?.state === b.delivery?.state &&
    whyOf(a) === whyOf(b)
  )
}

function whyOf({ delivery }: MessageView): string | null {
  return delivery?.state === 'waiting' ? delivery.why : null
}
