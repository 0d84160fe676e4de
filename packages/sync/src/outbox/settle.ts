/**
 * Writes down what became of a claimed op: one transaction, whole or not at all. The bubble on the
 * screen is the same row before and after, so nothing flickers between "sent" and "echoed".
 */
import type { Outcome } from '@porchlight/protocol'
import { applyMessage, applyThread } from '../pull/apply-events.ts'
import type { Database } from '../store/database.ts'
import type { OpRow, OpState } from '../store/rows.ts'
import type { Claim } from './claim.ts'
import { bury, buryLane } from './dead-letter.ts'

/** Where an op stands after an outcome that leaves it in the outbox. */
const STATE_AFTER: Partial<Record<Outcome['kind'], OpState>> = {
  held: 'held',
  busy: 'waiting',
  throttled: 'waiting',
  unauthorized: 'waiting',
  unknown: 'unknown',
}

/** Runs inside a transaction of the leader. */
export async function settle(db: Database, claim: Claim, outcome: Outcome): Promise<void> {
  const { row } = claim
  // Settled already by the feed, or taken back: whatever the answer says, it is no news.
  if ((await db.ops.get(row.n)) === undefined) return

  const state = isAheadOfOthers(claim, outcome) ? 'held' : STATE_AFTER[outcome.kind]
  if (state === undefined) await db.ops.delete(row.n)
  else await db.ops.update(row.n, { state })

  if (state !== undefined && outcome.kind === 'settled') return
  switch (outcome.kind) {
    case 'settled':
      return await applyMessage(db, outcome.message)
    case 'opened':
      return await applyThread(db, outcome.thread)
    case 'withdrawn':
      return await db.messages.delete(row.id)
    case 'refused':
      await bury(db, row, outcome)
      // A thread that cannot be opened can take nothing.
      if (row.kind === 'open') await buryLane(db, row.thread, outcome)
      return
    case 'gone':
      await bury(db, row, GONE)
      await buryLane(db, row.thread, GONE)
      return await forgetAsCurrent(db, row)
    case 'unauthorized':
      // Not the op's fault, so it burns no attempt.
      await db.ops.update(row.n, { attempt: row.attempt - 1 })
      return
    case 'busy':
      if (outcome.why === 'people') await answerByPeople(db, row)
  }
}

/**
 * The server has posted it together with what it held before, but only the feed brings those: shown
 * now, it would stand before them for a moment. So it waits for the feed as they do.
 */
function isAheadOfOthers({ lane }: Claim, outcome: Outcome): boolean {
  return lane.isHolding && outcome.kind === 'settled' && outcome.frames === undefined
}

const GONE = { code: 'not_found', detail: 'gone' } as const

/** The next message begins a new thread instead of following into one that is gone. */
async function forgetAsCurrent(db: Database, row: OpRow): Promise<void> {
  const current = await db.meta.get('currentThread')
  if (current?.value === row.thread) await db.meta.delete('currentThread')
}

async function answerByPeople(db: Database, row: OpRow): Promise<void> {
  const thread = await db.threads.get(row.thread)
  if (thread?.info)
    await db.threads.update(row.thread, { info: { ...thread.info, mode: 'people' } })
}
