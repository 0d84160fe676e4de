/** The live view of one thread: rows, ops and the answer that grows, each message once. */
import { type Message, PAGE_SIZE, type ThreadId } from '@porchlight/protocol'
import { coalesce } from '../coalesce.ts'
import type { Connection } from '../push/connection.ts'
import { type Database, lastMessages, opsOfMessages } from '../store/database.ts'
import type { MessageView, ThreadView, View } from '../sync.ts'
import { fingerprintOf, growingView, storedView } from './message-view.ts'
import { createSource } from './source.ts'

export interface ThreadViewOptions {
  readonly db: Database
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
  /** The answer has grown: no row has changed. */
  refreshGrowing(): void
  /** Shows one more page. @returns whether the store has all of it */
  showMore(): Promise<boolean>
}

/** @returns the view; it begins to read at once */
export function createThreadView(options: ThreadViewOptions): LiveThreadView {
  const { db, thread } = options
  const source = createSource<ThreadView>({
    id: thread,
    thread: null,
    messages: [],
    hasMore: false,
    isLoaded: false,
  })
  let stored: readonly MessageView[] = []
  let drawn: ReadonlyMap<string, { view: MessageView; fingerprint: string }> = new Map()
  let limit = PAGE_SIZE

  const refresh = coalesce(async () => {
    const rows = await db.dexie.transaction('r', [db.messages, db.ops, db.threads], async () => {
      // One more than is shown tells whether there is more.
      const messages = await lastMessages(db, thread, limit + 1)
      const pending = messages.filter(({ order }) => order === null).map(({ id }) => id)
      const ops = await opsOfMessages(db, pending)
      return { messages, ops, thread: await db.threads.get(thread) }
    })
    const opById = new Map(rows.ops.map((op) => [op.id, op]))
    const info = rows.thread?.info ?? null
    const shown = rows.messages.slice(-limit).map((row) => {
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
      messages: withGrowing(stored, options.growing()),
      hasMore: rows.messages.length > limit || (rows.thread?.hasMore ?? false),
      isLoaded: true,
    })
  }, options.onError)
  refresh()

  return {
    view: source.view,
    refresh,
    refreshGrowing() {
      const messages = withGrowing(stored, options.growing())
      source.set({ ...source.view.get(), messages })
    },
    async showMore() {
      limit += PAGE_SIZE
      const isEnough = (await lastMessages(db, thread, limit)).length === limit
      refresh()
      return isEnough
    },
  }
}

/** The answer stands after what is posted and before what still waits. */
function withGrowing(
  stored: readonly MessageView[],
  growing: Message | null,
): readonly MessageView[] {
  if (growing === null || stored.some((message) => message.id === growing.id)) return stored
  const firstWaiting = stored.findIndex(({ delivery }) => delivery !== null && !isPosted(delivery))
  const at = firstWaiting === -1 ? stored.length : firstWaiting
  return [...stored.slice(0, at), growingView(growing), ...stored.slice(at)]
}

function isPosted({ state }: NonNullable<MessageView['delivery']>): boolean {
  return state === 'sent' || state === 'read'
}
