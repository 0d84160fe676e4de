/** What a visitor says of a thread as a whole: it is written down, and the leader tells the server. */
import {
  type Clock,
  type FillRandom,
  type Score,
  type ThreadChange,
  type ThreadId,
  uuidv7,
} from '@porchlight/protocol'
import type { ThreadRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Changed } from './changed.ts'

/** Changes what is to be told of a thread. @returns the thread, or null when that is no news */
async function note(
  store: Store,
  thread: ThreadId,
  change: (row: ThreadRow) => ThreadRow | null,
): Promise<Changed<void>> {
  return await store.write(async (tx) => {
    const row = await tx.threads.get(thread)
    const next = row && change(row)
    if (next) await tx.threads.put(next)
    return { result: undefined, thread: next ? thread : null }
  })
}

/** Adds to what is to be said of the thread. */
export function describe(
  store: Store,
  thread: ThreadId,
  change: ThreadChange,
): Promise<Changed<void>> {
  return note(store, thread, (row) => {
    const traits = { ...row.saying?.traits, ...change.traits }
    const saying = { ...row.saying, ...change, ...(change.traits && { traits }) }
    return { ...row, saying }
  })
}

/** Says how content the visitor is. A later word replaces one that has not left yet. */
export function rate(
  { store, clock, fillRandom }: { store: Store; clock: Clock; fillRandom: FillRandom },
  thread: ThreadId,
  { score, comment = null }: { score: Score; comment: string | null | undefined },
): Promise<Changed<void>> {
  const id = uuidv7(clock.now(), fillRandom)
  return note(store, thread, (row) => ({ ...row, rating: { id, score, comment } }))
}

/** Asks for the end of the answer that is being written now, and of no later one. */
export function stopRun(store: Store, thread: ThreadId): Promise<Changed<void>> {
  return note(store, thread, (row) => (row.info?.run ? { ...row, stopping: row.info.run } : null))
}
