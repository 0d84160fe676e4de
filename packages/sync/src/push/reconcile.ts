/**
 * For servers that do not keep client ids: what became of an op that may have been accepted? It is
 * sent again only on the server's word that it is not there.
 */
import type { Outcome, Transport } from '@porchlight/protocol'
import type { Claim } from '../outbox/claim.ts'

const NOTHING: ReadonlySet<string> = new Set()

/** @returns the outcome that the look has proved, or null when the op may be sent again */
export async function reconcile(
  transport: Transport,
  { op, row }: Claim,
  signal: AbortSignal,
): Promise<Outcome | null> {
  const found = await transport.reconcile(op, { base: row.base, owned: NOTHING }, signal)
  switch (found.kind) {
    case 'present':
      return {
        kind: found.message.state === 'queued' ? 'held' : 'settled',
        message: found.message,
      }
    case 'unclear':
      return { kind: 'unknown', cause: 'unclear' }
    case 'absent':
      return null
  }
}
