/**
 * Writes down what became of a claimed op: one transaction, whole or not at all. The bubble on the
 * screen is the same row before and after, so nothing flickers between "sent" and "echoed".
 */
import type { Outcome } from '@porchlight/protocol'
import { applyMessage, applyThread, forgetAsCurrent } from '../pull/apply-events.ts'
import type { OpRow, OpState, SendOpRow } from '../store/rows.ts'
import type { Tx } from '../store/store.ts'
import type { Claim } from './claim.ts'
import { bury, buryLane, GONE } from './dead-letter.ts'
import { grant, settleWish } from './wish.ts'

/** Where an op stands after an outcome that leaves it in the outbox. */
const STATE_AFTER: Partial<Record<Outcome['kind'], OpState>> = {
  held: 'held',
  busy: 'waiting',
  throttled: 'waiting',
  unauthorized: 'waiting',
  unknown: 'unknown',
}

/**
 * Runs inside a transaction of the leader.
 *
 * @returns false when it was settled already by the feed, or taken back: then the answer is no news
 */
export async function settle(tx: Tx, claim: Claim, outcome: Outcome): Promise<boolean> {
  const now = await tx.ops.get(claim.row.n)
  if (now !== undefined) await settleOpen(tx, { claim, now }, outcome)
  return now !== undefined
}

async function settleOpen(
  tx: Tx,
  { claim, now }: { claim: Claim; now: OpRow },
  outcome: Outcome,
): Promise<void> {
  const { row, op } = claim
  if ('target' in op) {
    return await settleWish(tx, { row: now as SendOpRow, told: op }, outcome)
  }

  const state = stateAfter(claim, outcome)
  // To need a new session is not the op's fault, so it burns no attempt.
  const attempt = outcome.kind === 'unauthorized' ? row.attempt - 1 : row.attempt
  if (state === undefined) void tx.ops.delete(row.n)
  else if (state === 'waiting' && now.wish) {
    // What was asked of it meanwhile needs no server when it surely has not been taken.
    await grant(tx, { ...now, state, attempt }, now.wish)
  } else void tx.ops.put({ ...now, state, attempt })

  if (state !== undefined && outcome.kind === 'settled') return
  switch (outcome.kind) {
    case 'settled':
      if (outcome.thread !== undefined) await applyThread(tx, outcome.thread)
      return await applyMessage(tx, outcome.message, now.kind === 'send' ? now : undefined)
    case 'opened':
      return await applyThread(tx, outcome.thread)
    case 'withdrawn':
      return await tx.messages.delete(row.id)
    case 'refused':
      await bury(tx, now, outcome)
      // A thread that cannot be opened can take nothing.
      if (row.kind === 'open') await buryLane(tx, row.thread, outcome)
      return
    case 'gone':
      await bury(tx, now, GONE)
      await buryLane(tx, row.thread, GONE)
      return await forgetAsCurrent(tx, row.thread)
    case 'busy':
      if (outcome.why === 'people') await answerByPeople(tx, row)
  }
}

function stateAfter(claim: Claim, outcome: Outcome): OpState | undefined {
  const state = isAheadOfOthers(claim, outcome) ? 'held' : STATE_AFTER[outcome.kind]
  // That this request was turned down says nothing of an earlier one that may have been accepted.
  return state === 'waiting' && claim.isInDoubt ? 'unknown' : state
}

/**
 * The server has posted it together with what it held before, but only the feed brings those: shown
 * now, it would stand before them for a moment. So it waits for the feed as they do.
 */
function isAheadOfOthers({ lane }: Claim, outcome: Outcome): boolean {
  return lane.isHolding && outcome.kind === 'settled' && outcome.frames === undefined
}

async function answerByPeople(tx: Tx, row: OpRow): Promise<void> {
  const thread = await tx.threads.get(row.thread)
  if (thread?.info) await tx.threads.put({ ...thread, info: { ...thread.info, mode: 'people' } })
}
