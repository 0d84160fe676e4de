/** Pages of a server that shows a conversation whole or not at all. */
import { type Page, type ThreadId, TransportError } from '@porchlight/protocol'
import { threadIn } from './keep.ts'
import { readThread } from './read-thread.ts'
import { takeIn, toThread } from './take-in.ts'
import type { Tools } from './tools.ts'

export interface PageRequest {
  readonly thread: ThreadId
  readonly before: number | string | null
  readonly limit: number
}

/** @throws TransportError */
export async function readPage(
  tools: Tools,
  { thread: id, before, limit }: PageRequest,
  signal: AbortSignal,
): Promise<Page> {
  const read = await readThread(tools, id, signal)
  return await tools.keep.change((memory) => {
    const isKnown = memory.threads[id] !== undefined
    const thread = threadIn(memory, id, tools.clock.now())
    const rev = thread.told?.at ?? 0
    if (read === null) {
      // What was in a list before had a title, and is gone.
      if (!isKnown || thread.told !== null) throw new TransportError({ kind: 'gone' })
      return { thread: toThread(id, thread, { rev, messages: [] }), messages: [], hasMore: false }
    }
    const { messages } = takeIn(memory, id, read.detail, read.queued)
    const older = messages.filter(({ order }) => before === null || Number(order) < Number(before))
    return {
      thread: toThread(id, thread, { rev, messages }),
      messages: older.slice(-limit),
      hasMore: older.length > limit,
    }
  })
}
