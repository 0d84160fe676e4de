/**
 * What a page can hear of the chat: by `on`, and as bubbling `porchlight:<event>` on the host
 * element. One list, one payload shape.
 */
import type { Author, MessageId, ProblemCode, ThreadId } from '@porchlight/protocol'
import type { SyncStatus, Trouble } from '@porchlight/sync'

/** Event names and what comes with each. */
export interface ChatEvents {
  /** The launcher is on the page. A listener that comes later is called too. */
  ready: Readonly<Record<never, never>>
  opened: Readonly<Record<never, never>>
  closed: Readonly<Record<never, never>>
  /** The launcher is visible again after `hide()`. */
  shown: Readonly<Record<never, never>>
  hidden: Readonly<Record<never, never>>
  'unread-changed': { readonly unread: number }
  /** Stored on this device. Heard in the tab where it was written. */
  'message-queued': { readonly id: MessageId; readonly thread: ThreadId; readonly text: string }
  'message-sent': { readonly id: MessageId; readonly thread: ThreadId }
  'message-failed': {
    readonly id: MessageId
    readonly thread: ThreadId
    readonly code: ProblemCode
  }
  /** A complete message of somebody else. */
  'message-received': {
    readonly id: MessageId
    readonly thread: ThreadId
    readonly author: Author
    readonly text: string
  }
  'sync-changed': {
    readonly connection: SyncStatus['connection']
    readonly waiting: number
    readonly failed: number
  }
  /** `load`: a part of the chat could not be fetched. The others: see `Trouble`. */
  error: { readonly kind: 'load' | Trouble }
}

export type ChatEvent = keyof ChatEvents

export type Listener<E extends ChatEvent> = (detail: ChatEvents[E]) => void

/** The listeners of one chat. */
export interface Events {
  /** @returns the undo */
  on<E extends ChatEvent>(event: E, listener: Listener<E>): () => void
  once<E extends ChatEvent>(event: E, listener: Listener<E>): () => void
  off<E extends ChatEvent>(event: E, listener: Listener<E>): void
  emit<E extends ChatEvent>(event: E, detail: ChatEvents[E]): void
}

type AnyListener = (detail: never) => void

/** @param target where the `CustomEvent`s are dispatched */
export function createEvents(target: EventTarget): Events {
  const listenersByEvent = new Map<string, Map<AnyListener, AnyListener>>()
  let isReady = false

  function on<E extends ChatEvent>(event: E, listener: Listener<E>, call = listener): () => void {
    const listeners = listenersByEvent.get(event) ?? new Map<AnyListener, AnyListener>()
    listenersByEvent.set(event, listeners.set(listener, call))
    if (event === 'ready' && isReady) queueMicrotask(() => listeners.has(listener) && run(call))
    return () => off(event, listener)
  }

  function off<E extends ChatEvent>(event: E, listener: Listener<E>): void {
    listenersByEvent.get(event)?.delete(listener)
  }

  return {
    on: (event, listener) => on(event, listener),
    once: (event, listener) =>
      on(event, listener, (detail) => {
        off(event, listener)
        listener(detail)
      }),
    off,
    emit(event, detail) {
      if (event === 'ready') isReady = true
      for (const call of [...(listenersByEvent.get(event)?.values() ?? [])]) run(call, detail)
      const init = { detail, bubbles: true, composed: true }
      target.dispatchEvent(new CustomEvent(`porchlight:${event}`, init))
    },
  }
}

/** A listener's mistake is its page's error, told as such, and stops nothing of ours. */
function run(call: AnyListener, detail: unknown = {}): void {
  try {
    call(detail as never)
  } catch (error) {
    setTimeout(() => {
      throw error
    })
  }
}
