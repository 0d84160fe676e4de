/**
 * Brings what the server tells into the store. Every message and thread carries a rev that rises
 * with each change, so the same news may come twice, late, or by two ways: a row is replaced only
 * by a higher rev.
 */
import {
  type Message,
  PAGE_SIZE,
  type Page,
  type Session,
  type Thread,
  type ThreadId,
} from '@porchlight/protocol'
import { buryLane, GONE } from '../outbox/dead-letter.ts'
import {
  findMessage,
  laneOf,
  newestOrder,
  opOfMessage,
  postedIn,
  readMeta,
  writeMeta,
} from '../store/queries.ts'
import { type MessageRow, messageToRow, type SendOpRow, type ThreadRow } from '../store/rows.ts'
import type { Tx } from '../store/store.ts'
import { byActivity, later } from '../view/order.ts'

/**
 * Runs inside a transaction.
 *
 * @param op that the server has carried out by it, which is deleted already; the message may have
 *   another id
 */
export async function applyMessage(tx: Tx, message: Message, op?: SendOpRow): Promise<void> {
  const carrier = op ?? (await opInDoubt(tx, message))
  const known = carrier ? await tx.messages.get(carrier.id) : await findMessage(tx, message.id)
  if (known !== undefined && known.rev >= message.rev) return
  const id = known?.id ?? message.id
  const done = carrier ?? (await opOfMessage(tx, id))
  if (message.state === 'withdrawn') {
    await tx.messages.delete(id)
    if (done !== undefined) await tx.ops.delete(done.n)
    return
  }
  // A row in the server's queue has no place in the thread yet; ours is shown from here already.
  const row = messageToRow(message)
  if (row === null || message.state !== 'posted') return
  const lateText = done?.wish?.content
  void tx.messages.put({
    // What only we know of it stays.
    ...known,
    ...row,
    id,
    ...(id !== message.id && { sid: message.id }),
    ...(lateText != null && { lateText }),
  })
  // The thread itself shows the message: nobody has to be asked any more what became of its op.
  if (done !== undefined && op === undefined) void tx.ops.delete(done.n)
}

/**
 * Where a server gives ids of its own, a message that arrives may be one whose answer was lost: the
 * first of its lane that is in doubt and says the same. What was taken back is known by its id, or is
 * no news: another message may say the same.
 */
async function opInDoubt(tx: Tx, message: Message): Promise<SendOpRow | undefined> {
  if (message.author !== 'visitor' || message.state === 'withdrawn') return
  if ((await findMessage(tx, message.id)) !== undefined) return
  if ((await readMeta(tx, 'session'))?.capabilities.includes('client_ids')) return
  const inDoubt: SendOpRow[] = []
  await tx.ops.walk(laneOf(message.thread), (op) => {
    if (op.kind === 'send' && op.state !== 'waiting') inDoubt.push(op)
    // Nothing has left behind what never has.
    return op.attempt === 0
  })
  for (const op of inDoubt) {
    if (isSame(message, await tx.messages.get(op.id))) return op
  }
  // What nobody waits for may be a copy of what was sent again.
  const near = await tx.messages.all({ ...postedIn(message.thread), isBackwards: true }, PAGE_SIZE)
  const twin = near.find(
    ({ again, ...row }) =>
      again !== undefined && (message.order ?? '') > again && isSame(message, row),
  )
  if (twin) void tx.messages.put({ ...twin, doubt: { mayBeTwice: true } })
  return
}

function isSame({ content }: Message, row: Pick<MessageRow, 'content'> | undefined): boolean {
  return row?.content.trim() === content.trim()
}

/** Runs inside a transaction. */
export async function applyThread(tx: Tx, info: Thread): Promise<void> {
  const known = await tx.threads.get(info.id)
  if (known?.info && known.info.rev > info.rev) return
  const row: ThreadRow = known ?? {
    id: info.id,
    info: null,
    createdAt: info.createdAt,
    hasMore: false,
    read: { here: null, there: null },
  }
  const read = { here: later(row.read.here, info.readOrder), there: info.readOrder }
  await tx.threads.put({ ...row, info, read })
}

/** The thread is gone for everybody. What still waited for it stays in sight, as failed. */
export async function applyDeleted(tx: Tx, thread: ThreadId): Promise<void> {
  const row = await tx.threads.get(thread)
  if (row === undefined) return
  await buryLane(tx, thread, GONE)
  await tx.messages.deleteAll(postedIn(thread))
  await tx.threads.put({ ...row, info: null, hasMore: false })
  await forgetAsCurrent(tx, thread)
}

/** The next message begins a new thread instead of following into one that is gone. */
export async function forgetAsCurrent(tx: Tx, thread: ThreadId): Promise<void> {
  if ((await readMeta(tx, 'currentThread')) === thread) await tx.meta.delete('currentThread')
}

/**
 * Stores a page. When it is the newest page and does not reach back to what is stored, the older
 * rows go: a gap in the middle of a thread would never be noticed again.
 */
export async function applyPage(tx: Tx, page: Page, before: number | string | null): Promise<void> {
  const thread = page.thread.id
  await applyThread(tx, page.thread)
  const oldest = page.messages.find(({ order }) => order !== null)?.order ?? null
  const newest = await newestOrder(tx, thread)
  const isOlderPage = before !== null || newest === null
  const isGap = !isOlderPage && page.hasMore && oldest !== null && newest < oldest
  if (isGap) await tx.messages.deleteAll({ ...postedIn(thread), to: [thread, [0, oldest]] })
  const row = await tx.threads.get(thread)
  if (row && (isOlderPage || isGap)) await tx.threads.put({ ...row, hasMore: page.hasMore })
  for (const message of page.messages) await applyMessage(tx, message)
}

/**
 * Stores what the server said of itself. If it takes us for another visitor than before, nothing can
 * be added to a thread it had opened for the former one: the next message begins a new thread.
 */
export async function applySession(tx: Tx, session: Session): Promise<void> {
  const before = await readMeta(tx, 'session')
  await writeMeta(tx, 'session', session)
  if (before === undefined || before.visitor === session.visitor) return
  const current = await readMeta(tx, 'currentThread')
  const row = current && (await tx.threads.get(current))
  if (row && row.info !== null) await tx.meta.delete('currentThread')
}

/**
 * After a reset nobody knows whether the server still has what it held: its store may be an older
 * one. What is asked for again under the same id is posted once.
 */
export async function doubtHeld(tx: Tx): Promise<void> {
  for (const op of await tx.ops.all()) {
    if (op.state === 'held') await tx.ops.put({ ...op, state: 'unknown' })
  }
}

/** Chooses a thread to go on with on a device that has none, such as after the store was lost. */
export async function adoptCurrentThread(tx: Tx, threads: readonly Thread[]): Promise<void> {
  if ((await readMeta(tx, 'currentThread')) !== undefined) return
  const [newest] = [...threads].sort(byActivity)
  if (newest !== undefined) await writeMeta(tx, 'currentThread', newest.id)
}
