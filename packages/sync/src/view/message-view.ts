/** From rows to what is shown of one message. Pure. */
import type { Message, Thread } from '@porchlight/protocol'
import type { Connection } from '../push/connection.ts'
import type { MessageRow, OpRow } from '../store/rows.ts'
import type { Delivery, MessageChange, MessageView, WaitingFor } from '../sync.ts'

/** What the state of a message depends on beside its own row. */
export interface Surroundings {
  readonly op: OpRow | undefined
  readonly info: Thread | null
  readonly connection: Connection
}

/** Where a message of the visitor stands. */
function deliveryOf(row: MessageRow, { op, info, connection }: Surroundings): Delivery {
  if (row.failed !== null) return { state: 'failed', ...row.failed }
  if (row.order !== null) {
    const readUpTo = info?.teamReadOrder
    const isRead = readUpTo != null && row.order <= readUpTo
    return { state: isRead ? 'read' : 'sent', ...row.doubt }
  }
  if (op?.state === 'held') return { state: 'held' }
  const isUnderWay = op?.state === 'sending' || op?.state === 'unknown'
  // Offline it is tried at times, and comes back each time: to a person it waits all along.
  if (isUnderWay && connection.state !== 'offline') return { state: 'sending' }
  return waiting(connection, op?.state === 'waiting' && op.attempt > 0)
}

function waiting(connection: Connection, wasRefused: boolean): Delivery {
  return { state: 'waiting', why: whyWaiting(connection) ?? (wasRefused ? 'busy' : 'turn') }
}

/** What everything waits for, if there is such a thing. */
export function whyWaiting({ state, trouble }: Connection): WaitingFor | null {
  if (trouble !== null) return 'session'
  return state === 'offline' ? 'offline' : null
}

/** A message that is stored. */
export function storedView(row: MessageRow, surroundings: Surroundings): MessageView {
  return {
    ...viewOf(row),
    delivery: row.author === 'visitor' ? deliveryOf(row, surroundings) : null,
    change: changeOf(row, surroundings.op),
  }
}

function changeOf({ lateText }: MessageRow, op: OpRow | undefined): MessageChange | null {
  if (lateText !== undefined) return { kind: 'late', content: lateText }
  const wish = op?.wish
  if (wish === undefined) return null
  return wish.content === null ? { kind: 'withdraw' } : { kind: 'edit', content: wish.content }
}

/** An answer that grows. Cut off, it is shown as it is until the connection is back. */
export function growingView(message: Message): MessageView {
  return { ...viewOf(message), isWriting: !message.incomplete }
}

function viewOf(message: Message): MessageView {
  const { id, author, authorName, content, richContent, createdAt, citations, incomplete } = message
  return {
    id,
    author,
    authorName,
    content,
    richContent,
    createdAt,
    citations,
    incomplete,
    isWriting: false,
    delivery: null,
    change: null,
  }
}

/**
 * What a view of a row depends on, as one text: while it stays the same, so does the view. The rev
 * stands for everything the server can change.
 */
export function fingerprintOf(
  { rev, content }: MessageRow,
  { delivery, change }: MessageView,
): string {
  return JSON.stringify([rev || content, delivery, change])
}
