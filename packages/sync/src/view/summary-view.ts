/** What is true of all threads together: their list, and the numbers of the status. */
import type { Thread, ThreadId } from '@porchlight/protocol'
import { later } from '../pull/apply-events.ts'
import {
  countFailed,
  countNotSending,
  type Database,
  newestOrder,
  readMeta,
} from '../store/database.ts'
import type { ThreadRow } from '../store/rows.ts'

/** The part of the status that comes from the store. */
export interface Summary {
  readonly threads: readonly Thread[]
  readonly waiting: number
  readonly failed: number
  readonly unread: number
  readonly currentThread: ThreadId | null
}

export const EMPTY_SUMMARY: Summary = {
  threads: [],
  waiting: 0,
  failed: 0,
  unread: 0,
  currentThread: null,
}

/** Reads the summary in one transaction. */
export function readSummary(db: Database): Promise<Summary> {
  return db.dexie.transaction('r', [db.messages, db.ops, db.threads, db.meta], async () => {
    const rows = await db.threads.toArray()
    const threads: Thread[] = []
    let failed = 0
    let waiting = await db.ops.count()
    for (const row of rows) {
      threads.push({ ...threadOf(row), unread: await unreadOf(db, row) })
      failed += await countFailed(db, row.id)
      waiting -= await countNotSending(db, row.id)
    }
    return {
      threads: threads.sort(byActivity),
      waiting,
      failed,
      unread: threads.reduce((sum, thread) => sum + thread.unread, 0),
      currentThread: (await readMeta(db, 'currentThread')) ?? null,
    }
  })
}

/** A thread the server does not know yet looks like an empty one that it knows. */
function threadOf(row: ThreadRow): Thread {
  return (
    row.info ?? {
      id: row.id,
      title: null,
      mode: 'assistant',
      run: null,
      rev: 0,
      ticket: null,
      unread: 0,
      readOrder: null,
      teamReadOrder: null,
      lastMessageText: null,
      lastMessageAt: null,
      createdAt: row.createdAt,
    }
  )
}

/** The server's count, unless everything it counts was read here and it has yet to hear of that. */
async function unreadOf(db: Database, { id, info, read }: ThreadRow): Promise<number> {
  if (info === null || info.unread === 0) return 0
  const newest = await newestOrder(db, id)
  const isAllRead = read.here !== null && later(read.here, newest) === read.here
  return isAllRead ? 0 : info.unread
}

function byActivity(a: Thread, b: Thread): number {
  const [left, right] = [a.lastMessageAt ?? a.createdAt, b.lastMessageAt ?? b.createdAt]
  return left < right ? 1 : left > right ? -1 : 0
}
