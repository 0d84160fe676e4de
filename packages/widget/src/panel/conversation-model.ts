/** What the panel knows of the core, which may come later than the panel. */
import { type MessageId, type Thread, type ThreadId, uuidv7 } from '@porchlight/protocol'
import type { MessageView, SendResult, Sync, SyncStatus, ThreadView } from '@porchlight/sync'
import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { LiveSync } from '../api/activity.ts'
import { followView } from './follow-view.ts'

/** The conversation that is shown, as signals and actions. Before the core has come, all is empty. */
export interface ConversationModel {
  readonly sync: ReadonlySignal<LiveSync | null>
  readonly threads: ReadonlySignal<readonly Thread[]>
  /** The one that is shown: chosen here, or the current one of all tabs. */
  readonly threadId: ReadonlySignal<ThreadId | null>
  readonly status: ReadonlySignal<SyncStatus | null>
  readonly thread: ReadonlySignal<ThreadView | null>
  /** The same list for as long as nothing has changed but the words of `growing`. */
  readonly messages: ReadonlySignal<readonly MessageView[]>
  /** The answer that is being written, as it is by now. */
  readonly growing: ReadonlySignal<MessageView | undefined>
  /** Whether it is known what to show: messages, or that there are none. */
  readonly isKnown: ReadonlySignal<boolean>
  /** An answer is being written. */
  readonly isAnswering: ReadonlySignal<boolean>
  /** An answer that goes on once there is a connection again. */
  readonly pausedId: ReadonlySignal<MessageId | null>
  /** The answer is on its way and has no words yet. */
  readonly isThinking: ReadonlySignal<boolean>
  readonly isLoadingOlder: ReadonlySignal<boolean>
  connect(sync: LiveSync): void
  /** Shows another conversation; without one, a new one that begins with its first message. */
  choose(thread?: ThreadId): void
  /** Resolves once the message is stored, which may have to wait for the core to come. */
  send(content: string): Promise<SendResult>
  retry(id: MessageId): void
  edit(id: MessageId, content: string): ReturnType<Sync['edit']>
  /** @returns whether it was taken back */
  discard(id: MessageId): Promise<boolean>
  stop(): void
  /** Does nothing when there is nothing older, or when it is under way. */
  loadOlder(): Promise<void>
  markRead(): void
  close(): void
}

const NO_MESSAGES: readonly MessageView[] = []
const NO_THREADS: readonly Thread[] = []

/**
 * @param hasHistory an earlier page left a conversation here, so an empty view is not yet the truth
 * @param isWritten something is being written here: the conversation stays, whatever other tabs begin
 */
export function createConversationModel(
  hasHistory: boolean,
  isWritten: () => boolean,
): ConversationModel {
  const sync = signal<LiveSync | null>(null)
  const status = signal<SyncStatus | null>(null)
  const thread = signal<ThreadView | null>(null)
  const threads = signal(NO_THREADS)
  const chosen = signal<ThreadId | null>(null)
  const threadId = computed(() => chosen.value ?? status.value?.currentThread ?? null)
  const latest = computed(() => thread.value?.messages ?? NO_MESSAGES)
  const growing = computed(() => latest.value.find((message) => message.isWriting))
  let kept = NO_MESSAGES
  const messages = computed(() => {
    if (!isSameButWords(kept, latest.value)) kept = latest.value
    return kept
  })
  // Offline nobody knows whether an answer is still being written, so nothing says that one is.
  const hasRun = computed(
    () => status.value?.connection !== 'offline' && Boolean(thread.value?.thread?.run),
  )

  // As far as was told last, its run goes on; only we do not hear it.
  const pausedId = computed(() => {
    const last = [...messages.value].reverse().find(({ author }) => author !== 'visitor')
    const isCut = last?.author === 'assistant' && last.incomplete
    return isCut && thread.value?.thread?.run ? last.id : null
  })

  const isLoadingOlder = signal(false)
  const isNew = signal(!hasHistory)

  let arrive: (sync: LiveSync) => void
  const arrived = new Promise<LiveSync>((resolve) => {
    arrive = resolve
  })

  function setStatus(next: SyncStatus): void {
    const before = status.peek()?.currentThread ?? null
    const isPulledAway = before !== null && next.currentThread !== before && chosen.peek() === null
    batch(() => {
      if (isPulledAway && next.currentThread !== null && isWritten()) chosen.value = before
      status.value = next
    })
  }

  const stopStatus = effect(() => {
    const view = sync.value?.status
    if (view === undefined) return
    setStatus(view.get())
    return view.subscribe(() => setStatus(view.get()))
  })
  const stopThreads = effect(() =>
    sync.value === null ? undefined : followView(sync.value.threads, threads),
  )
  const stopThread = effect(() => {
    const id = threadId.value
    if (sync.value === null || id === null) {
      thread.value = null
      return
    }
    return followView(sync.value.thread(id), thread)
  })
  /** The server has told of it. Should it go, what is written next begins another one. */
  let known: ThreadId | null = null
  const stopGone = effect(() => {
    const view = thread.value
    if (view === null || view.id !== chosen.peek()) return
    if (view.thread !== null) known = view.id
    else if (known === view.id) chosen.value = null
  })

  return {
    sync,
    threads,
    threadId,
    status,
    thread,
    messages,
    growing,
    isKnown: computed(() =>
      threadId.value === null ? isNew.value : thread.value?.isLoaded === true,
    ),
    isAnswering: computed(() => hasRun.value || growing.value !== undefined),
    isThinking: computed(() => hasRun.value && growing.value === undefined),
    pausedId,
    isLoadingOlder,
    connect(next) {
      // Somebody has signed out, and who comes now has no history here.
      if (sync.value !== null && sync.value !== next) {
        chosen.value = null
        isNew.value = true
      }
      sync.value = next
      arrive(next)
    },
    choose(id = uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes))) {
      chosen.value = id
    },
    async send(content) {
      const thread = chosen.value
      return (sync.value ?? (await arrived)).send(
        thread === null ? { content } : { content, thread },
      )
    },
    retry: (id) => void sync.value?.retry(id),
    edit: async (id, content) => (sync.value ?? (await arrived)).edit(id, content),
    discard: async (id) => (await sync.value?.discard(id)) === 'done',
    stop() {
      if (threadId.value !== null) void sync.value?.stop(threadId.value)
    },
    async loadOlder() {
      const view = thread.value
      if (view === null || !view.hasMore || isLoadingOlder.value) return
      isLoadingOlder.value = true
      await sync.value?.loadOlder(view.id)
      isLoadingOlder.value = false
    },
    markRead() {
      if (threadId.value !== null) void sync.value?.markRead(threadId.value)
    },
    close() {
      stopStatus()
      stopThreads()
      stopThread()
      stopGone()
    },
  }
}

/** With each word of an answer there is another list, and nothing but one bubble has to follow. */
function isSameButWords(some: readonly MessageView[], others: readonly MessageView[]): boolean {
  return (
    some.length === others.length &&
    some.every((one, n) => {
      const other = others[n]
      return one === other || (one.isWriting && other?.isWriting && one.id === other.id)
    })
  )
}
