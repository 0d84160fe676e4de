/**
 * Brings what the server tells into the store. Every message and thread carries a rev that rises
 * with each change, so the same news may come twice, late, or by two ways: a row is replaced only
 * by a higher rev.
 */
import type { Message, Page, Session, Thread } from '@porchlight/protocol'
import { type Database, dropBefore, newestOrder, readMeta, writeMeta } from '../store/database.ts'
import { messageToRow, type ThreadRow } from '../store/rows.ts'

/** Runs inside a transaction. */
export async function applyMessage(db: Database, message: Message): Promise<void> {
  const known = await db.messages.get(message.id)
  if (known !== undefined && known.rev >= message.rev) return
  if (message.state === 'withdrawn') {
    await db.messages.delete(message.id)
    await db.ops.where('id').equals(message.id).delete()
    return
  }
  // A row in the server's queue has no place in the thread yet; ours is shown from here already.
  const row = messageToRow(message)
  if (row === null || message.state !== 'posted') return
  await db.messages.put(row)
  // The thread itself shows the message: nobody has to be asked any more what became of its op.
  await db.ops.where('id').equals(message.id).delete()
}

/** Runs inside a transaction. */
export async function applyThread(db: Database, info: Thread): Promise<void> {
  const known = await db.threads.get(info.id)
  if (known?.info && known.info.rev > info.rev) return
  const row: ThreadRow = known ?? {
    id: info.id,
    info: null,
    createdAt: info.createdAt,
    hasMore: false,
    read: { here: null, there: null },
  }
  const read = { here: later(row.read.here, info.readOrder), there: info.readOrder }
  await db.threads.put({ ...row, info, read })
}

/**
 * Stores a page. When it is the newest page and does not reach back to what is stored, the older
 * rows go: a gap in the middle of a thread would never be noticed again.
 */
export async function applyPage(
  db: Database,
  page: Page,
  before: number | string | null,
): Promise<void> {
  const thread = page.thread.id
  await applyThread(db, page.thread)
  const oldest = page.messages.find(({ order }) => order !== null)?.order ?? null
  const newest = await newestOrder(db, thread)
  const isOlderPage = before !== null || newest === null
  const isGap = !isOlderPage && page.hasMore && oldest !== null && newest < oldest
  if (isGap) await dropBefore(db, thread, oldest)
  if (isOlderPage || isGap) await db.threads.update(thread, { hasMore: page.hasMore })
  for (const message of page.messages) await applyMessage(db, message)
}

/**
 * Stores what the server said of itself. If it takes us for another visitor than before, nothing can
 * be added to a thread it had opened for the former one: the next message begins a new thread.
 */
export async function applySession(db: Database, session: Session): Promise<void> {
  const before = await readMeta(db, 'session')
  await writeMeta(db, 'session', session)
  if (before === undefined || before.visitor === session.visitor) return
  const current = await readMeta(db, 'currentThread')
  const row = current && (await db.threads.get(current))
  if (row && row.info !== null) await db.meta.delete('currentThread')
}

/**
 * After a reset nobody knows whether the server still has what it held: its store may be an older
 * one. What is asked for again under the same id is posted once.
 */
export async function doubtHeld(db: Database): Promise<void> {
  await db.ops.filter((op) => op.state === 'held').modify({ state: 'unknown' })
}

/** Chooses a thread to go on with on a device that has none, such as after the store was lost. */
export async function adoptCurrentThread(db: Database, threads: readonly Thread[]): Promise<void> {
  if ((await readMeta(db, 'currentThread')) !== undefined) return
  const [newest] = [...threads].sort(byActivity)
  if (newest !== undefined) await writeMeta(db, 'currentThread', newest.id)
}

/** Sorts the thread in which something happened last to the front. */
export function byActivity(a: Thread, b: Thread): number {
  return activityOf(a) < activityOf(b) ? 1 : -1
}

function activityOf(thread: Thread): string {
  return thread.lastMessageAt ?? thread.createdAt
}

type Order = number | string | null

/** The later of two places of one thread; null is before all. */
export function later(a: Order, b: Order): Order {
  if (a === null) return b
  if (b === null) return a
  return a < b ? b : a
}
