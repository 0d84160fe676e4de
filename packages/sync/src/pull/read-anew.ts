/** Reads the newest page of a thread, for who has lost track of it. */
import {
  PAGE_SIZE,
  type Thread,
  type ThreadId,
  type Transport,
  type TransportError,
} from '@porchlight/protocol'
import type { Store } from '../store/store.ts'
import { asLeader } from '../tabs/fence.ts'
import { applyDeleted, applyPage } from './apply-events.ts'

export interface Readers {
  readonly store: Store
  readonly transport: Transport
  readonly onChanged: (thread: ThreadId) => void
}

/**
 * Stores what the server has of a thread now, or that it is gone.
 *
 * @returns the thread, or undefined when it is gone for everybody
 * @throws TransportError, StaleLeaderError
 */
export async function readAnew(
  { store, transport, onChanged }: Readers,
  { epoch, signal }: { epoch: number; signal: AbortSignal },
  id: ThreadId,
): Promise<Thread | undefined> {
  const page = await transport.page(id, null, PAGE_SIZE, signal).catch(nothingIfGone)
  await asLeader(store, epoch, (tx) => (page ? applyPage(tx, page, null) : applyDeleted(tx, id)))
  onChanged(id)
  return page?.thread
}

function nothingIfGone(error: unknown): void {
  if ((error as TransportError).failure?.kind !== 'gone') throw error
}
