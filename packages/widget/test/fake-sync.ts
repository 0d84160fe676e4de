/** A core in memory, for tests of what draws it: nothing is sent, and everything can be set. */
import type { MessageId, Thread, ThreadId } from '@porchlight/protocol'
import type { MessageView, SendResult, SyncStatus, ThreadView, View } from '@porchlight/sync'
import type { ActivityState, LiveSync } from '../src/api/activity.ts'

/** The core, and the hands of the test on it. */
export interface FakeSync {
  readonly sync: LiveSync
  /** What was called, in order, such as `['retry', 'm1']`. */
  readonly calls: readonly (readonly [name: string, ...values: unknown[]])[]
  setStatus(change: Partial<SyncStatus>): void
  setThread(change: Partial<ThreadView>): void
  setThreads(threads: readonly Thread[]): void
  /** What people do at this moment. */
  setActivity(change: Partial<ActivityState>): void
  /** Where the visitor was seen to write, and what, in order. */
  readonly typed: readonly (readonly [thread: ThreadId | null, text: string])[]
  /** Another thread than the one that `setThread` changes. */
  setOther(view: ThreadView): void
  /** What the next sends answer; `stored` unless set. */
  answerSends(result: Exclude<SendResult, { kind: 'stored' }> | null): void
}

export const THREAD_ID = '01890000-0000-7000-8000-000000000000'

/** A message as the core would show it. */
export function buildMessage(
  given: Partial<MessageView> & { readonly id: MessageId },
): MessageView {
  return {
    author: 'visitor',
    authorName: null,
    content: `text of ${given.id}`,
    createdAt: '2026-03-04T10:42:00.000Z',
    citations: [],
    incomplete: false,
    isWriting: false,
    change: null,
    delivery: (given.author ?? 'visitor') === 'visitor' ? { state: 'sent' } : null,
    ...given,
  }
}

/** A thread as the server would tell of it. */
export function buildThread(given: Partial<Thread> = {}): Thread {
  return {
    id: THREAD_ID,
    title: null,
    mode: 'assistant',
    run: null,
    rev: 1,
    ticket: null,
    unread: 0,
    readOrder: null,
    teamReadOrder: null,
    lastMessageText: null,
    lastMessageAt: null,
    createdAt: '2026-03-04T10:42:00.000Z',
    ...given,
  }
}

const EMPTY_THREAD: ThreadView = {
  id: THREAD_ID,
  thread: null,
  messages: [],
  hasMore: false,
  isLoaded: true,
}

const NOBODY: ActivityState = { isTeamHere: false, writers: new Map() }

export function createFakeSync(): FakeSync {
  const calls: (readonly [string, ...unknown[]])[] = []
  let refusal: Exclude<SendResult, { kind: 'stored' }> | null = null
  let sent = 0
  const status = createSource<SyncStatus>({
    connection: 'online',
    trouble: null,
    isDurable: true,
    waiting: 0,
    waitingSince: null,
    why: null,
    failed: 0,
    unread: 0,
    nextTryAt: null,
    isLeader: true,
    currentThread: null,
    settings: null,
    capabilities: [],
  })
  const thread = createSource<ThreadView>(EMPTY_THREAD)
  const threads = createSource<readonly Thread[]>([])
  const activity = createSource(NOBODY)
  const typed: (readonly [ThreadId | null, string])[] = []
  const others = new Map<ThreadId, Source<ThreadView>>()
  const otherThread = (id: ThreadId): Source<ThreadView> => {
    const source = others.get(id) ?? createSource({ ...EMPTY_THREAD, id })
    others.set(id, source)
    return source
  }
  const note =
    <T>(name: string, result: T) =>
    (...values: unknown[]): T => {
      calls.push([name, ...values])
      return result
    }

  function setStatus(change: Partial<SyncStatus>): void {
    status.set({ ...status.view.get(), ...change })
  }

  function setThread(change: Partial<ThreadView>): void {
    thread.set({ ...thread.view.get(), ...change })
    setStatus({ currentThread: THREAD_ID })
  }

  return {
    calls,
    typed,
    setStatus,
    setThread,
    setThreads: threads.set,
    setActivity: (change) => activity.set({ ...activity.view.get(), ...change }),
    setOther: (view) => otherThread(view.id).set(view),
    answerSends(next) {
      refusal = next
    },
    sync: {
      activity: async () => ({
        follow(onState) {
          onState(activity.view.get())
          return activity.view.subscribe(() => onState(activity.view.get()))
        },
        typed: (...seen) => typed.push(seen),
      }),
      status: status.view,
      threads: threads.view,
      thread: (id) => (id === THREAD_ID ? thread : otherThread(id)).view,
      async send({ content, thread: to }) {
        calls.push(to === undefined ? ['send', content] : ['send', content, to])
        await Promise.resolve()
        if (refusal !== null) return refusal
        const id = `sent-${++sent}`
        const delivery = { state: 'sending' } as const
        const message = buildMessage({ id, content, delivery })
        setThread({ messages: [...thread.view.get().messages, message] })
        return { kind: 'stored', id, thread: THREAD_ID }
      },
      retry: note('retry', Promise.resolve(true)),
      discard: note('discard', Promise.resolve('done' as const)),
      edit: note('edit', Promise.resolve('done' as const)),
      clear: note('clear', Promise.resolve(0)),
      describe: note('describe', Promise.resolve()),
      rate: note('rate', Promise.resolve()),
      flush: note('flush', Promise.resolve(0)),
      exportData: note(
        'exportData',
        Promise.resolve({ exportedAt: '2026-03-04T10:42:00.000Z', threads: [] }),
      ),
      signOut: note('signOut', Promise.resolve({ discarded: 0 })),
      stop: note('stop', Promise.resolve()),
      markRead: note('markRead', Promise.resolve()),
      loadOlder: note('loadOlder', Promise.resolve()),
      setTraits: note('setTraits', undefined),
      setContext: note('setContext', undefined),
      wake: note('wake', undefined),
      close: note('close', Promise.resolve()),
    },
  }
}

interface Source<T> {
  readonly view: View<T>
  readonly set: (value: T) => void
}

function createSource<T>(initial: T): Source<T> {
  const listeners = new Set<() => void>()
  let value = initial
  return {
    view: {
      get: () => value,
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    set(next) {
      value = next
      for (const listener of [...listeners]) listener()
    },
  }
}
