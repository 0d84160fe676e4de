/** What is asked of the tables in more than one place. All of it runs inside a transaction. */
import type { MessageId, ThreadId } from '@porchlight/protocol'
import type { Order } from '../view/order.ts'
import type { MessageRow, MetaRow, MetaValues, OpRow, SendOpRow } from './rows.ts'
import { END, type Range, type Tx } from './store.ts'

/** Reads one value; undefined when it was never written. */
export async function readMeta<K extends keyof MetaValues>(
  tx: Tx,
  key: K,
): Promise<MetaValues[K] | undefined> {
  const row = await tx.meta.get(key)
  // The key of a row decides the type of its value: see MetaRow.
  return row?.value as MetaValues[K] | undefined
}

/** Writes one value. Nobody has to wait for it, as with any `put`. */
export function writeMeta<K extends keyof MetaValues>(
  tx: Tx,
  key: K,
  value: MetaValues[K],
): Promise<void> {
  return tx.meta.put({ key, value } as MetaRow) as Promise<unknown> as Promise<void>
}

/** All ops of a thread, in order. */
export function laneOf(thread: ThreadId): Range {
  return { index: 'lane', from: [thread], to: [thread, END] }
}

/**
 * The first op of a thread that is as asked for. Reads no further than that one.
 *
 * @param after number of the op to begin behind: what was deleted lately slows down whoever has to
 *   walk over it
 */
export async function firstOp(
  tx: Tx,
  thread: ThreadId,
  isWanted: (op: OpRow) => boolean = () => true,
  after = 0,
): Promise<OpRow | undefined> {
  let found: OpRow | undefined
  await tx.ops.walk({ ...laneOf(thread), from: [thread, after + 1] }, (op) => {
    if (isWanted(op)) found = op
    return found !== undefined
  })
  return found
}

/** The op that carries a message, or undefined when the message waits for nothing. */
export async function opOfMessage(tx: Tx, id: MessageId): Promise<SendOpRow | undefined> {
  const ops = await tx.ops.all({ index: 'id', from: id, to: id })
  return ops.find((op) => op.kind === 'send')
}

/** Everything that is shown of a thread, in order: posted, then waiting. */
export function messagesOf(thread: ThreadId): Range {
  return { index: 'place', from: [thread], to: [thread, END] }
}

/** What is posted in a thread. */
export function postedIn(thread: ThreadId): Range {
  return { index: 'place', from: [thread, [0]], to: [thread, [0, END]] }
}

/** What waits or has failed in a thread. */
export function unpostedIn(thread: ThreadId): Range {
  return { index: 'place', from: [thread, [1]], to: [thread, [1, END]] }
}

/** The last messages of a thread in the order they are shown. One query, no sort. */
export async function lastMessages(tx: Tx, thread: ThreadId, limit: number): Promise<MessageRow[]> {
  const rows = await tx.messages.all({ ...messagesOf(thread), isBackwards: true }, limit)
  return rows.reverse()
}

/** Place of the newest posted message that is stored, or null. */
export function newestOrder(tx: Tx, thread: ThreadId): Promise<Order> {
  return firstOrder(tx, { ...postedIn(thread), isBackwards: true })
}

/** Place of the oldest posted message that is stored, or null. */
export function oldestOrder(tx: Tx, thread: ThreadId): Promise<Order> {
  return firstOrder(tx, postedIn(thread))
}

async function firstOrder(tx: Tx, range: Range): Promise<Order> {
  let order: Order = null
  await tx.messages.walk(range, (row) => {
    order = row.order
    return true
  })
  return order
}

/** The row of a message, by the server's id or by ours. */
export async function findMessage(tx: Tx, id: string): Promise<MessageRow | undefined> {
  const own = await tx.messages.get(id)
  return own ?? (await tx.messages.all({ index: 'sid', from: id, to: id }))[0]
}
