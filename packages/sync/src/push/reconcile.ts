/**
 * For servers that do not keep client ids: what became of an op that may have been accepted? It is
 * sent again only on the server's word that it is not there, and as its visitor wants it by then.
 */
import type { Known, OpenOp, Outcome, SendOp, Transport } from '@porchlight/protocol'
import type { Claim } from '../outbox/claim.ts'
import { postedIn } from '../store/queries.ts'
import type { OpRow } from '../store/rows.ts'
import type { Store, Tx } from '../store/store.ts'

export interface Looking {
  readonly transport: Transport
  readonly store: Store
  /** A transaction of the leader. */
  readonly write: Store['write']
}

/** @returns what a look has proved, or what came of sending it again */
export async function reconcile(
  { transport, store, write }: Looking,
  { op, row, lane }: Claim,
  signal: AbortSignal,
): Promise<Outcome> {
  // A change is safe to repeat, so nobody has to look.
  if ('target' in op) return await transport.deliver(op, lane, signal)
  const known = await store.read((tx) => knownOf(tx, row))
  const found = await transport.reconcile(op, known, signal)
  if (found.kind === 'present') {
    return { ...found, kind: found.message.state === 'queued' ? 'held' : 'settled' }
  }
  if (found.kind === 'unclear') return { kind: 'unknown', cause: 'unclear' }
  // A stale leader ends here as well.
  const again = await write((tx) => takeAgain(tx, { row, op }))
  return again ? await transport.deliver(again, lane, signal) : { kind: 'done' }
}

/** What came into the thread after the op was first sent, and belongs to others for sure. */
async function knownOf(tx: Tx, { thread, base }: OpRow): Promise<Known> {
  const owned = new Set<string>()
  await tx.messages.walk({ ...postedIn(thread), isBackwards: true }, (row) => {
    const isNewer = base === null || (row.order !== null && row.order > base)
    if (isNewer) owned.add(row.sid ?? row.id)
    return !isNewer
  })
  return { base, owned }
}

/**
 * @returns the op as it is to be sent now; null for what the feed has settled while nobody was sure,
 *   or what was taken back
 */
async function takeAgain<T extends OpenOp | SendOp>(
  tx: Tx,
  { row, op }: { row: OpRow; op: T },
): Promise<T | null> {
  const now = await tx.ops.get(row.n)
  if (now?.kind !== 'send') return now ? op : null
  const { wish, ...rest } = now
  const message = await tx.messages.get(row.id)
  if (message === undefined || wish?.content === null) {
    await tx.ops.delete(row.n)
    await tx.messages.delete(row.id)
    return null
  }
  const content = wish?.content ?? message.content
  await tx.ops.put(rest)
  // Nobody can rule out that the first request takes effect after all.
  await tx.messages.put({ ...message, content, again: row.base ?? '' })
  return { ...op, content }
}
