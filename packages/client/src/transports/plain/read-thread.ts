/** Reads a conversation as it is now, with what waits in its queue where that matters. */
import type { ThreadId } from '@porchlight/protocol'
import type { PlainDetail } from '@porchlight/protocol/plain'
import type { Result } from '../../client-error.ts'
import { unwrap } from '../failure.ts'
import type { Tools } from './tools.ts'

export interface ReadThread {
  readonly detail: PlainDetail
  /** Ids of what waits, read after the thread; null where nobody has looked. */
  readonly queued: ReadonlySet<string> | null
}

/**
 * @returns null for a conversation that shows nothing: it has no title yet, or is gone
 * @throws TransportError
 */
export async function readThread(
  { api, keep }: Tools,
  thread: ThreadId,
  signal: AbortSignal,
): Promise<ReadThread | null> {
  const { threads } = await keep.read()
  const isAnyHeld = threads[thread]?.pending.some(({ item }) => item !== null) === true
  const detail = await api.detail(thread, signal)
  if (isNotFound(detail)) return null
  // In this order: what waits still, surely did not stand in the thread as it was read.
  const queue = isAnyHeld ? await api.queue(thread, signal) : null
  const items = queue === null ? null : unwrap(queue).messages.map(({ id }) => id)
  return { detail: unwrap(detail), queued: items && new Set(items) }
}

function isNotFound(answer: Result<unknown>): boolean {
  return !answer.ok && answer.error.kind === 'problem' && answer.error.status === 404
}
