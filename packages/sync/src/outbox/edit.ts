/** What a visitor may do with a message that is not posted: take it back, or try it again. */
import type {
  Clock,
  FillRandom,
  MessageId,
  PageContext,
  ThreadId,
  Traits,
} from '@porchlight/protocol'
import { type Database, inTransaction } from '../store/database.ts'
import { measure, putMessage } from './enqueue.ts'

/**
 * Takes back a message that failed, or that waits and was never sent: one compare-and-set, no
 * network. Once a request has left, only the server could say whether it is too late.
 *
 * @returns the thread it was in, or null when it is too late or there is no such message
 */
export function discard(db: Database, id: MessageId): Promise<ThreadId | null> {
  return inTransaction(db, async () => {
    const message = await db.messages.get(id)
    if (message === undefined || message.state === 'posted') return null
    const op = await db.ops.where('id').equals(id).first()
    const isUntouched = op?.state === 'waiting' && op.attempt === 0
    if (message.failed === null && !isUntouched) return null
    if (op !== undefined) await db.ops.delete(op.n)
    await db.messages.delete(id)
    return message.thread
  })
}

/**
 * Sends a failed message again: as a new message, last of its thread, since what came after it may
 * be posted already. A new id, because a server may have buried the old one. If its thread is gone,
 * it goes to the current one.
 *
 * @returns the thread it is in, or null when it had not failed
 */
export function retry(
  { db, clock, fillRandom }: { db: Database; clock: Clock; fillRandom: FillRandom },
  id: MessageId,
  about: { traits: Traits; context: PageContext },
): Promise<ThreadId | null> {
  return inTransaction(db, async () => {
    const message = await db.messages.get(id)
    if (message === undefined || message.failed === null) return null
    const thread = message.failed.code === 'not_found' ? null : message.thread
    const result = await putMessage({ db, clock, fillRandom }, await measure(db), {
      content: message.content,
      thread,
      isOnline: false,
      ...about,
    })
    if (result.kind !== 'stored') return null
    await db.messages.delete(id)
    return result.thread
  })
}
