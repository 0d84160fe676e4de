/**
 * Writes down what became of a claimed op: one transaction, whole or not at all. The bubble on the
 * screen is the same row before and after, so nothing flickers between "sent" and "echoed".
 */
import type { Outcome } from '@porchlight/protocol'
import { applyMessage, applyThread } from '../pull/apply-events.ts'
import type { Database } from '../store/database.ts'
import type { OpState } from '../store/rows.ts'
import type { Claim } from './claim.ts'
import { bury, buryLane } from './dead-letter.ts'

/** Runs inside a transaction of the leader. */
export async function settle(db: Database, claim: Claim, outcome: Outcome): Promise<void> {
  const { row } = claim
  // Settled already by the feed, or taken back: whatever the answer says, it is no news.
  if ((await db.ops.get(row.n)) === undefined) return

  switch (outcome.kind) {
    case 'settled':
      await db.ops.delete(row.n)
      await applyMessage(db, outcome.message)
      return
    case 'held':
      await move(db, claim, 'held')
      return
    case 'opened':
      await db.ops.delete(row.n)
      await applyThread(db, outcome.thread)
      return
    case 'done':
      await db.ops.delete(row.n)
      return
    case 'withdrawn':
      await db.ops.delete(row.n)
      await db.messages.delete(row.id)
      return
    case 'refused': {
      const reason = { code: outcome.code, detail: outcome.detail }
      // A thread that cannot be opened can take nothing.
      await (row.kind === 'open' ? buryLane(db, row.thread, reason) : bury(db, row, reason))
      return
    }
    case 'gone':
      await buryLane(db, row.thread, { code: 'not_found', detail: 'the thread is gone' })
      await forgetAsCurrent(db, claim)
      return
    case 'busy':
      if (outcome.why === 'people') await answerByPeople(db, claim)
      await move(db, claim, 'waiting')
      return
    case 'throttled':
      await move(db, claim, 'waiting')
      return
    case 'unauthorized':
      // Not the op's fault, so it burns no attempt.
      await db.ops.update(row.n, { state: 'waiting', attempt: row.attempt - 1 })
      return
    case 'unknown':
      await move(db, claim, 'unknown')
      return
  }
}

async function move(db: Database, { row }: Claim, state: OpState): Promise<void> {
  await db.ops.update(row.n, { state })
}

/** The next message begins a new thread instead of following into one that is gone. */
async function forgetAsCurrent(db: Database, { row }: Claim): Promise<void> {
  const current = await db.meta.get('currentThread')
  if (current?.value === row.thread) await db.meta.delete('currentThread')
}

async function answerByPeople(db: Database, { row }: Claim): Promise<void> {
  const thread = await db.threads.get(row.thread)
  if (thread?.info)
    await db.threads.update(row.thread, { info: { ...thread.info, mode: 'people' } })
}
