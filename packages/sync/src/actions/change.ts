/**
 * What a visitor may do with a message that is not posted: change its text, take it back, try it
 * again. Whatever surely has not left is changed here, by one compare-and-set and without the network;
 * of the rest the wish is written down, and the server decides.
 */
import type { MessageId, ThreadId } from '@porchlight/protocol'
import { createVisit, type Ids, type NewMessage, putMessage } from '../outbox/put-message.ts'
import { hasRoom, measure, sizeOf } from '../outbox/room.ts'
import { opOfMessage, readMeta, unpostedIn } from '../store/queries.ts'
import type { MessageRow } from '../store/rows.ts'
import type { Store, Tx } from '../store/store.ts'
import type { ChangeResult } from '../sync.ts'
import type { Changed } from './changed.ts'

const TOO_LATE: Changed<ChangeResult> = { result: 'too_late', thread: null }

const NOTHING: Changed<boolean> = { result: false, thread: null }

/**
 * Gives a message another text, or takes it back.
 *
 * @param content null takes it back
 */
export function change(
  store: Store,
  id: MessageId,
  content: string | null,
): Promise<Changed<ChangeResult>> {
  return store.write(async (tx) => {
    const message = await tx.messages.get(id)
    return message === undefined ? TOO_LATE : await changeOne(tx, message, content)
  })
}

async function changeOne(
  tx: Tx,
  message: MessageRow,
  content: string | null,
): Promise<Changed<ChangeResult>> {
  const { id, thread } = message
  if (message.state === 'posted') return await tooLate(tx, message, content)
  const op = await opOfMessage(tx, id)
  if (op !== undefined && op.state !== 'waiting') {
    const size = content === null ? op.size : sizeOf({ content })
    await tx.ops.put({ ...op, size, wish: { content } })
    return { result: 'asked', thread }
  }
  if (content === null) {
    if (op !== undefined) await tx.ops.delete(op.n)
    await tx.messages.delete(id)
  } else {
    await tx.messages.put({ ...message, content })
    if (op !== undefined) {
      // An older wish would undo this change as soon as the server holds the message.
      const { wish: _granted, ...rest } = op
      await tx.ops.put({ ...rest, size: sizeOf({ content }) })
    }
  }
  return { result: 'done', thread }
}

/**
 * Of a posted message only the text that came too late can be taken back. Whoever meant the message
 * itself, which was posted a moment ago, has to hear that it stays.
 */
async function tooLate(
  tx: Tx,
  { lateText, ...message }: MessageRow,
  content: string | null,
): Promise<Changed<ChangeResult>> {
  if (lateText === undefined || content !== null) return TOO_LATE
  await tx.messages.put(message)
  return { result: 'too_late', thread: message.thread }
}

/** Takes back everything of a thread that is not posted. @returns how many messages that concerns */
export function clear(store: Store, thread: ThreadId): Promise<Changed<number>> {
  return store.write(async (tx) => {
    const rows = await tx.messages.all(unpostedIn(thread))
    for (const row of rows) await changeOne(tx, row, null)
    return { result: rows.length, thread: rows.length > 0 ? thread : null }
  })
}

/**
 * Sends a failed message again: as a new message, last of its thread, since what came after it may
 * be posted already. A new id, because a server may have buried the old one. If its thread is gone,
 * it goes to the current one.
 *
 * @returns false when it had not failed, or when there is no room
 */
export function retry(
  { store, ...ids }: Ids & { store: Store },
  id: MessageId,
  about: Pick<NewMessage, 'traits' | 'context'>,
): Promise<Changed<boolean>> {
  return store.write(async (tx) => {
    const failed = await tx.messages.get(id)
    if (failed === undefined || failed.failed === null) return NOTHING
    if (!hasRoom(await measure(tx), [failed])) return NOTHING
    const message: NewMessage = {
      content: failed.content,
      thread: failed.failed.code === 'not_found' ? null : failed.thread,
      isOnline: false,
      ...about,
    }
    const visit = createVisit(tx)
    visit.current = await readMeta(tx, 'currentThread')
    const { thread } = await putMessage(tx, ids, { message, visit })
    await tx.messages.delete(id)
    await visit.done()
    return { result: true, thread }
  })
}
