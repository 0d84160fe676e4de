/** Our messages before their thread has shown them. */
import type { Message, SendOp } from '@porchlight/protocol'
import type { PlainThread } from '@porchlight/protocol/plain'

/** The rev of a message before its thread has shown it: above that of one which is not sent. */
export const FIRST_REV = 1

/**
 * The server has it, and its thread has not shown it yet.
 *
 * @param item its id in the queue; null when it was posted at once
 */
export function noteAccepted(
  thread: PlainThread,
  { id, content }: SendOp,
  item: string | null,
): void {
  thread.takenBack = thread.takenBack.filter((op) => op !== id)
  thread.pending.push({ op: id, content, edits: [], item })
}

/**
 * As it will be posted. Its place is a guess, which any copy from the thread replaces: behind all that
 * was seen, but never behind its true place, since what comes after it is looked for from there on.
 */
export function postedMessage(op: SendOp, thread: PlainThread, nowMs: number): Message {
  const ahead = thread.pending.length
  const order = thread.lastOrder + ahead / (ahead + 1)
  return { ...draftOf(op, nowMs), order, state: 'posted' }
}

export function queuedMessage(op: SendOp, nowMs: number): Message {
  return { ...draftOf(op, nowMs), order: null, state: 'queued' }
}

function draftOf(op: SendOp, nowMs: number): Omit<Message, 'order' | 'state'> {
  return {
    id: op.id,
    thread: op.thread,
    author: 'visitor',
    authorName: null,
    content: op.content,
    rev: FIRST_REV,
    incomplete: false,
    citations: [],
    createdAt: new Date(nowMs).toISOString(),
  }
}
