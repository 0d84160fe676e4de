/** The public object: what `createChat` returns and what `window.porchlight` becomes. */
import type { MessageId, ThreadId, Traits } from '@porchlight/protocol'
import type { ChangeResult, MessageView, SendResult, SyncStatus } from '@porchlight/sync'
import type { Events } from './events.ts'
import type { IdentifyResult, IdentityProof } from './identity.ts'
import type { ChatOptions } from './options.ts'
import type { RestoreBy, RestoreResult } from './restore.ts'
import type { Theme } from './theme.ts'

/** The truth about one chat, now. */
export interface ChatStatus {
  readonly isOpen: boolean
  /** False after `hide()`. */
  readonly isVisible: boolean
  /** `idle` until the visitor interacts: nothing was stored or requested. */
  readonly connection: 'idle' | SyncStatus['connection']
  readonly unread: number
  /** Messages that the server does not have yet. */
  readonly waiting: number
  readonly failed: number
}

/**
 * What a command resolves with. Null: it could not be done, since the chat is off or a part of it
 * could not be fetched, which the event `error` tells.
 */
export type Done<T> = Promise<T | null>

/** One message that the server does not have, or has refused. */
export type PendingMessage = Pick<MessageView, 'id' | 'content' | 'createdAt' | 'delivery'> & {
  readonly thread: ThreadId
}

/**
 * `erased`: there and here. `erased_here`: the server was not there, or has nothing to erase with.
 * `unreachable`: it did not answer, and nothing is deleted.
 */
export type EraseResult =
  | { readonly kind: 'erased' | 'erased_here'; readonly discarded: number }
  | { readonly kind: 'unreachable' }

/**
 * One chat on a page. No method throws, no promise rejects. After `shutdown` all but `boot` do
 * nothing, and after `destroy` all.
 */
export interface Chat {
  /** Starts a chat that was shut down, or had no token yet; otherwise the same as `update`. */
  boot(options?: Partial<ChatOptions>): void
  /** Changes options. Another token or server begins another chat. */
  update(options: Partial<ChatOptions>): void
  /** Takes everything off the page, until `boot`. What waits stays stored. */
  shutdown(): Promise<void>
  /** Takes everything off the page. What waits stays stored and is sent on the next visit. */
  destroy(): Promise<void>
  /** @returns settles once the launcher is on the page */
  ready(listener?: () => void): Promise<void>

  /** Undoes `hide`. */
  show(): void
  /** Takes launcher and panel off the screen. */
  hide(): void
  /** Opens the panel. Counts as interaction: from here on the chat stores and connects. */
  open(): void
  close(): void
  toggle(): void

  /**
   * Opens the panel and sends a message in the visitor's name.
   * @returns settles once the message is safe on this device, or tells why it is not
   */
  sendMessage(text: string, options?: SendOptions): Done<SendResult>
  /** Puts a text into the composer. It stays the visitor's to send. */
  prefill(text: string): void
  /** Opens the panel on an empty conversation, with a text in the composer. */
  showNewMessage(text?: string): Done<void>
  /** @returns false when the visitor has no conversation of this id */
  showConversation(id: ThreadId): Done<boolean>
  newConversation(): Done<void>

  /**
   * Tells the team who the visitor is. Counts as interaction.
   * @param proof without it, it is what the visitor says. A function is asked again when a proof
   *   has expired, and when there is a connection again.
   */
  identify(
    traits: Traits,
    proof?: IdentityProof | (() => Promise<IdentityProof | null> | IdentityProof | null),
  ): Done<IdentifyResult>
  /** The same as `identify`. */
  setUser: Chat['identify']
  /** Tells the team more of the visitor. Merged. */
  setCustomAttributes(attributes: Traits): Done<void>
  /**
   * Sends what waits, for two seconds at most, then wipes everything of the visitor from this
   * device, in all tabs. Who writes next is a new visitor.
   */
  logout(): Done<{ readonly discarded: number }>
  /** The same, at once. */
  reset(): Done<{ readonly discarded: number }>
  /** Deletes everything of the visitor, on the server and in all tabs. */
  eraseData(): Done<EraseResult>

  /** Moves conversations that were had in another browser to this one. */
  restore(by: RestoreBy): Done<RestoreResult>

  setLocale(locale: string): void
  setColorScheme(scheme: 'auto' | 'light' | 'dark'): void
  setTheme(theme: Theme): void

  /** What the server does not have, over all conversations, oldest first. */
  getPendingMessages(): Done<readonly PendingMessage[]>
  /** @returns false if it was not failed */
  retryMessage(id: MessageId): Done<boolean>
  /** @returns how many were failed, and wait now */
  retryAll(): Done<number>
  discardMessage(id: MessageId): Done<ChangeResult>
  /**
   * Tries now what waits for a later time.
   * @returns how many messages still wait after at most two seconds
   */
  syncNow(): Done<number>
  status(): ChatStatus

  /** @returns the undo */
  on: Events['on']
  once: Events['once']
  off: Events['off']
}

export interface SendOptions {
  /** Where to; the current conversation unless set. */
  readonly thread?: ThreadId
  /** False: the panel stays as it is. */
  readonly open?: boolean
}

/** `chat('open')` and `chat.open()` do the same. */
export type CallableChat = Chat &
  (<C extends keyof Chat>(command: C, ...values: Parameters<Chat[C]>) => ReturnType<Chat[C]>)
