/**
 * For servers that do not keep client ids: what became of an op that may have been accepted? It is
 * sent again only on the server's word that it is not there.
 */
import type { Known, Outcome, Transport } from '@porchlight/protocol'
import type { Claim } from '../outbox/claim.ts'
import { postedIn } from '../store/queries.ts'
import type { OpRow } from '../store/rows.ts'
import type { Store, Tx } from '../store/store.ts'

/** @returns the outcome that the look has proved, or null when the op may be sent again */
export async function reconcile(
  { store, transport }: { store: Store; transport: Transport },
  { op, row }: Claim,
  signal: AbortSignal,
): Promise<Outcome | null> {
  // A change is safe to repeat, so nobody has to look.
  if ('target' in op) return null
  const known = await store.read((tx) => knownOf(tx, row))
  const found = await transport.reconcile(op, known, signal)
  if (found.kind === 'present') {
    return { ...found, kind: found.message.state === 'queued' ? 'held' : 'settled' }
  }
  return found.kind === 'unclear' ? { kind: 'unknown', cause: 'unclear' } : null
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
