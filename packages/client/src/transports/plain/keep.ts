/** What the transport to a plain server keeps. */
import type { ThreadId, TransportMemory } from '@porchlight/protocol'
import { type PlainMemory, type PlainThread, plainMemorySchema } from '@porchlight/protocol/plain'
import { createKeep, type Keep } from '../polling/keep.ts'

export function createPlainKeep(memory: TransportMemory, newId: () => string): Keep<PlainMemory> {
  return createKeep({
    memory,
    schema: plainMemorySchema,
    create: () => ({ era: newId(), count: 0, threads: {} }),
    mend() {},
  })
}

/** The thread under that id, which is begun here if need be. */
export function threadIn(memory: PlainMemory, id: ThreadId, nowMs: number): PlainThread {
  const known = memory.threads[id]
  if (known !== undefined) return known
  const thread: PlainThread = {
    title: null,
    openedAt: new Date(nowMs).toISOString(),
    isBegun: false,
    told: null,
    readOrder: 0,
    lastOrder: 0,
    rows: [],
    pending: [],
    takenBack: [],
    before: null,
  }
  memory.threads[id] = thread
  return thread
}
