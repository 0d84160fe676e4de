/**
 * What a page can hear of the chat: by `on`, as bubbling `porchlight:<event>` on the host element,
 * and by the option `onEvent`. One list, one payload shape.
 */
import type { Author, MessageId, ProblemCode, Score, ThreadId } from '@porchlight/protocol'
import type { SyncStatus, Trouble } from '@porchlight/sync'
import type { Screen } from '../panel/screens.ts'

type Nothing = Readonly<Record<never, never>>

/** One message, and where it is. */
interface At {
  readonly id: MessageId
  readonly thread: ThreadId
}

/** Event names and what comes with each. */
export interface ChatEvents {
  /** The launcher is on the page. A listener that comes later is called too. */
  ready: Nothing
  opened: Nothing
  closed: Nothing
  /** The launcher is visible again after `hide()`. */
  shown: Nothing
  hidden: Nothing
  'unread-changed': { readonly unread: number }
  /** Stored on this device. Heard in the tab where it was written. */
  'message-queued': At & { readonly text: string }
  'message-sent': At
  'message-failed': At & { readonly code: ProblemCode }
  /** A complete message of somebody else. */
  'message-received': At & { readonly author: Author; readonly text: string }
  /** An answer is being written. */
  'reply-started': At
  /** It says more. `text` is all of it so far: after a broken line it may be told anew. */
  'reply-delta': At & { readonly text: string }
  /** It is complete, or was cut off. */
  'reply-ended': At & { readonly isComplete: boolean }
  /** It was stopped by the visitor. */
  'reply-stopped': At
  /** The visitor has begun a conversation, in this tab. */
  'conversation-started': { readonly thread: ThreadId }
  /** Another conversation is the current one. */
  'conversation-changed': { readonly thread: ThreadId | null }
  /** It was told or proven who the visitor is. */
  identified: { readonly isProven: boolean }
  /** Everything of the visitor is gone from this device. */
  reset: Nothing
  'online-changed': { readonly isOnline: boolean }
  'sync-changed': {
    readonly connection: SyncStatus['connection']
    readonly waiting: number
    readonly failed: number
  }
  'consent-changed': { readonly consent: 'given' | 'required' }
  /** The visitor has rated a conversation, or said whether an answer helped. */
  feedback: { readonly thread: ThreadId; readonly score?: Score; readonly isHelped?: boolean }
  /** What the panel shows: told when it is there, and whenever it goes to another screen. */
  'route-changed': { readonly route: Screen }
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

/**
 * The listeners are the platform's: a listener's mistake is its page's error, told as such, and
 * stops nothing of ours.
 *
 * @param target where the `CustomEvent`s are dispatched
 * @param hook hears of all of them
 */
export function createEvents(
  target: EventTarget,
  hook: (event: string, detail: object) => void,
): Events {
  /** One for each listener, so that it can be taken off by what the page knows it as. */
  const handlers = new Map<AnyListener, EventListener>()
  let isReady = false

  function listen(event: ChatEvent, listener: AnyListener, once: boolean): () => void {
    const heard: EventListener = (told) => listener((told as CustomEvent).detail as never)
    const handler = handlers.get(listener) ?? heard
    handlers.set(listener, handler)
    const isLate = event === 'ready' && isReady
    if (isLate) queueMicrotask(() => listener({} as never))
    if (!(isLate && once)) target.addEventListener(PREFIX + event, handler, { once })
    return () => off(event, listener)
  }

  function off(event: ChatEvent, listener: AnyListener): void {
    target.removeEventListener(PREFIX + event, handlers.get(listener) ?? null)
  }

  return {
    on: (event, listener) => listen(event, listener, false),
    once: (event, listener) => listen(event, listener, true),
    off,
    emit(event, detail) {
      if (event === 'ready') isReady = true
      const init = { detail, bubbles: true, composed: true }
      target.dispatchEvent(new CustomEvent(PREFIX + event, init))
      // What people write is none of a statistic's business.
      // Its mistakes are its page's, and stop nothing of ours.
      setTimeout(hook, 0, event, { ...detail, text: undefined })
    },
  }
}

const PREFIX = 'porchlight:'
