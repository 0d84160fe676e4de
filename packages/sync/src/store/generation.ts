/**
 * Whose store it is. Signing out gives it a new name, so a tab that knows another one works for a
 * visitor who is gone. A store without a name is new, or was emptied by the browser: then it gets
 * the name back that the tab knows.
 */
import { type Clock, type FillRandom, uuidv7 } from '@porchlight/protocol'
import { readMeta, writeMeta } from './queries.ts'
import type { Tx } from './store.ts'

/** What a tab knows; it learns the name when it first sees one. */
export interface KnownGeneration {
  generation: string | null
}

/** @returns false when the visitor has changed since this tab first looked */
export function isOurs(known: KnownGeneration, generation: string | null): boolean {
  if (generation === null) return true
  known.generation ??= generation
  return known.generation === generation
}

/**
 * Runs inside a transaction, and gives a store its name when it has none. What did not come to the
 * disk was never its name, so the caller remembers it when the transaction is complete.
 *
 * @returns the name
 * @throws when the visitor has changed since this tab first looked
 */
export async function claimGeneration(
  tx: Tx,
  known: KnownGeneration,
  { clock, fillRandom }: { clock: Clock; fillRandom: FillRandom },
): Promise<string> {
  const generation = (await readMeta(tx, 'generation')) ?? null
  if (!isOurs(known, generation)) throw new Error('signed_out')
  if (generation !== null) return generation
  const fresh = known.generation ?? uuidv7(clock.now(), fillRandom)
  await writeMeta(tx, 'generation', fresh)
  return fresh
}
