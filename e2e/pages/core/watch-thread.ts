/** Records what the current thread shows, each time that it changes. */
import type { MessageView, Sync, ThreadView, View } from '@porchlight/sync'
import type { HistoryRecord, ShownMessage } from '@porchlight/testkit/history'

export interface ThreadWatch {
  /** Records every change from now on. */
  start(): void
  /** Records what is shown now. */
  look(): void
  messages(): ShownMessage[]
}

export function watchThread(
  sync: Sync,
  tab: string,
  record: (entry: HistoryRecord) => void,
): ThreadWatch {
  let watched: View<ThreadView> | null = null

  function current(): View<ThreadView> | null {
    const { currentThread } = sync.status.get()
    return currentThread === null ? null : sync.thread(currentThread)
  }

  function messages(): ShownMessage[] {
    return current()?.get().messages.map(toShown) ?? []
  }

  function look(): void {
    const view = current()?.get()
    if (view === undefined || !view.isLoaded) return
    const { id: thread, hasMore } = view
    record({ kind: 'shown', tab, thread, messages: messages(), hasMore })
  }

  function follow(): void {
    const view = current()
    if (view === null || view === watched) return
    watched = view
    view.subscribe(look)
    look()
  }

  // A view reads nothing before it is asked for.
  sync.status.subscribe(() => void current()?.get())
  return {
    start() {
      sync.status.subscribe(follow)
      follow()
    },
    look,
    messages,
  }
}

function toShown({ id, content, delivery }: MessageView): ShownMessage {
  return { id, text: content, delivery: delivery?.state ?? null }
}
