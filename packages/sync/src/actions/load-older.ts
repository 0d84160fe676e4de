/** Fetches what is older than all that is stored of a thread. */
import { PAGE_SIZE, type ThreadId, type Transport } from '@porchlight/protocol'
import { applyPage } from '../pull/apply-events.ts'
import { oldestOrder } from '../store/queries.ts'
import type { Store } from '../store/store.ts'
import type { Changed } from './changed.ts'

/** @throws TransportError */
export async function loadOlder(
  { store, transport, signal }: { store: Store; transport: Transport; signal: AbortSignal },
  thread: ThreadId,
): Promise<Changed<void>> {
  const before = await store.read((tx) => oldestOrder(tx, thread))
  if (before === null) return { result: undefined, thread: null }
  const page = await transport.page(thread, before, PAGE_SIZE, signal)
  await store.write((tx) => applyPage(tx, page, before))
  return { result: undefined, thread }
}
