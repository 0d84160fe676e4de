/** The live view of one thread: rows, ops and the answer that grows, each message once. */
import { type Message, PAGE_SIZE, type ThreadId } from '@porchlight/protocol'
import { coalesce } from '../coalesce.ts'
import type { Connection } from '../push/connection.ts'
import { laneOf, lastMessages } from '../store/queries.ts'
import type { MessageRow, OpRow, ThreadRow } from '../store/rows.ts'
import type { Store, Tx } from '../store/store.ts'
import type { MessageView, ThreadView, View } from '../sync.ts'
import { fingerprintOf, growingView, storedView } from './message-view.ts'
import { createSource } from './source.ts'

export interface ThreadViewOptions {
  readonly store: Store
  readonly thread: ThreadId
  readonly connection: () => Connection
  /** The answer that is being written in this thread, or null. */
  readonly growing: () => Message | null
  /** The rows could not be read. */
  readonly onError: (error: unknown) => void
}

export interface LiveThreadView {
  readonly view: View<ThreadView>
  /** Reads the rows again. */
  refresh(): void
  /** Shows what this tab has just stored, before the rows are read again. */
  add(rows: readonly MessageRow[]): void
  /** The answer has grown, come or gone. */
  refreshGrowing(): void
  /** Nothing is there any more, and nothing is read again. */
  empty(): void
  /** Shows one more page. @returns whether the store has all of it */
  showMore(): Promise<boolean>
}

/** @returns the view; it begins to read at once */
export function createThreadView(options: ThreadViewOptions): LiveThreadView {
  const { store, thread } = options
  const nothing = { id: thread, thread: null, messages: [], hasMore: false }
  const source = createSource<ThreadView>({ ...nothing, isLoaded: false })
  let rows: Rows | null = null
  /** What was stored since the last reading began. */
  let added: readonly MessageRow[] = []
  let stored: readonly MessageView[] = []
  let drawn: ReadonlyMap<string, { view: MessageView; fingerprint: string }> = new Map()
  let limit = PAGE_SIZE
  /**
   * The answer that is shown. One comes and goes with a reading that began after it did: what it answers
   * is stored by then, and so is it itself when it is finished.
   */
  let growing: Message | null = null

  const refresh = coalesce(async () => {
    const before = added
    const answer = options.growing()
    rows = await store.read(async (tx) => {
      // One more than is shown tells whether there is more.
      const reading = lastMessages(tx, thread, limit + 1)
      const [messages, ops, row] = await Promise.all([
        reading,
        reading.then((messages) => opsOf(tx, thread, messages)),
        tx.threads.get(thread),
      ])
      return { messages, ops, thread: row }
    })
    added = added.slice(before.length)
    // It may have grown since, and that while it was not shown yet.
    const now = options.growing()
    if (answer?.id !== growing?.id) growing = now?.id === answer?.id ? now : answer
    draw(rows)
  }, options.onError)
  refresh()

  function draw({ messages, ops, thread: row }: Rows): void {
    const opById = new Map(ops.map((op) => [op.id, op]))
    const info = row?.info ?? null
    const isNew = ({ id }: MessageRow): boolean => !messages.some((row) => row.id === id)
    const shown = [...messages.slice(-limit), ...added.filter(isNew)]
      .filter(isReadable)
      .map((row) => {
        const view = storedView(row, {
          op: opById.get(row.id),
          info,
          connection: options.connection(),
        })
        const now = { view, fingerprint: fingerprintOf(row, view) }
        const earlier = drawn.get(row.id)
        return earlier?.fingerprint === now.fingerprint ? earlier : now
      })
    // The same object for what has not changed, so that a long list draws only what is new.
    drawn = new Map(shown.map((entry) => [entry.view.id, entry]))
    stored = shown.map(({ view }) => view)
    source.set({
      id: thread,
      thread: info,
      messages: withGrowing(stored, growing),
      hasMore: messages.length > limit || (row?.hasMore ?? false),
      isLoaded: true,
    })
  }

  return {
    view: source.view,
    refresh,
    add(more) {
      added = [...added, ...more]
      if (rows !== null) draw(rows)
    },
    refreshGrowing() {
      const answer = options.growing()
      if (answer?.id !== growing?.id) return refresh()
      growing = answer
      source.set({ ...source.view.get(), messages: withGrowing(stored, growing) })
    },
    empty() {
      rows = growing = null
      stored = []
      source.set({ ...nothing, isLoaded: true })
    },
    async showMore() {
      limit += PAGE_SIZE
      const rows = await store.read((tx) => lastMessages(tx, thread, limit))
      refresh()
      return rows.length === limit
    },
  }
}

/** What one reading has found. */
interface Rows {
  readonly messages: readonly MessageRow[]
  readonly ops: readonly OpRow[]
  readonly thread: ThreadRow | undefined
}

/** Whatever wrote a row, one that cannot be shown must not keep the others from it. */
function isReadable({ content }: MessageRow): boolean {
  return typeof content === 'string'
}

/** The ops of those that wait: they come last, in the same order, so it is one stretch of the lane. */
async function opsOf(tx: Tx, thread: ThreadId, messages: readonly MessageRow[]): Promise<OpRow[]> {
  const first = messages.find(({ pos: [isWaiting] }) => isWaiting)
  const last = messages.at(-1)
  if (!first || !last) return []
  return await tx.ops.all({
    ...laneOf(thread),
    from: [thread, first.pos[1]],
    to: [thread, last.pos[1]],
  })
}

/** The answer stands after what is posted and before what still waits. */
function withGrowing(
  stored: readonly MessageView[],
  growing: Message | null,
): readonly MessageView[] {
  if (growing === null || stored.some(({ id }) => id === growing.id)) return stored
  const at = stored.filter(({ delivery }) => delivery === null || isPosted(delivery)).length
  return [...stored.slice(0, at), growingView(growing), ...stored.slice(at)]
}

function isPosted({ state }: NonNullable<MessageView['delivery']>): boolean {
  return state === 'sent' || state === 'read'
}
