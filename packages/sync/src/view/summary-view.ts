/** What is true of all threads together: their list, and the numbers of the status. */
import type { Thread, ThreadId } from '@porchlight/protocol'
import { byActivity, later } from '../pull/apply-events.ts'
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
      const { info } = row
      if (info !== null) threads.push({ ...info, unread: await unreadOf(db, info, row.read.here) })
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

/** The server's count, unless everything it counts was read here and it has yet to hear of that. */
async function unreadOf(db: Database, info: Thread, readHere: Order): Promise<number> {
  if (info.unread === 0 || readHere === null) return info.unread
  const newest = await newestOrder(db, info.id)
  return later(readHere, newest) === readHere ? 0 : info.unread
}

type Order = ThreadRow['read']['here']
