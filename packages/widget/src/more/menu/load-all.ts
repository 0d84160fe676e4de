/** Brings a whole conversation here, for who wants to keep it. */
import type { ThreadId } from '@porchlight/protocol'
import type { MessageView, Sync, View } from '@porchlight/sync'

/** A view that has not changed by then is not going to. */
const CHANGE_LIMIT_MS = 2_000
/** A page that came without a message more may have been read before it was stored. */
const IDLE_ROUNDS = 2

/** @returns what is here now, and whether that is all of it; not so without a connection */
export async function loadAll(
  sync: Pick<Sync, 'thread' | 'loadOlder'>,
  id: ThreadId,
): Promise<{ messages: readonly MessageView[]; isWhole: boolean }> {
  const view = sync.thread(id)
  if (!view.get().isLoaded) await changeOf(view)
  for (let idle = 0; view.get().hasMore && idle < IDLE_ROUNDS; ) {
    const before = view.get().messages.length
    const change = changeOf(view)
    await sync.loadOlder(id)
    await change
    idle = view.get().messages.length === before ? idle + 1 : 0
  }
  const { messages, isLoaded, hasMore } = view.get()
  return { messages, isWhole: isLoaded && !hasMore }
}

function changeOf(view: View<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      unsubscribe()
      clearTimeout(timer)
      resolve()
    }
    const unsubscribe = view.subscribe(done)
    const timer = setTimeout(done, CHANGE_LIMIT_MS)
  })
}
