/** The public object: what `createChat` returns and what `window.porchlight` becomes. */
import type { Traits } from '@porchlight/protocol'
import type { SendResult, SyncStatus } from '@porchlight/sync'
import type { Events } from './events.ts'

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

/** One chat on a page. No method throws; after `destroy` they do nothing. */
export interface Chat {
  /** Opens the panel. Counts as interaction: from here on the chat stores and connects. */
  open(): void
  close(): void
  toggle(): void
  /** Undoes `hide`. */
  show(): void
  /** Takes launcher and panel off the screen. */
  hide(): void
  /**
   * Opens the panel and sends a message in the visitor's name.
   * @returns settles once the message is safe on this device, or tells why it is not
   */
  sendMessage(text: string): Promise<SendResult>
  /** Puts a text into the composer. It stays the visitor's to send. */
  prefill(text: string): void
  /** Tells the team of the visitor, unproven. Counts as interaction. */
  identify(traits: Traits): Promise<void>
  /** The same as `identify`. */
  setUser(traits: Traits): Promise<void>
  /** @returns the undo */
  on: Events['on']
  once: Events['once']
  off: Events['off']
  status(): ChatStatus
  /** Takes everything off the page. What waits stays stored and is sent on the next visit. */
  destroy(): Promise<void>
}

/** A chat where there is nothing to draw on, such as on a server: every call is accepted. */
export function createInertChat(): Chat {
  const nothing = (): void => undefined
  const noUndo = (): (() => void) => nothing
  return {
    open: nothing,
    close: nothing,
    toggle: nothing,
    show: nothing,
    hide: nothing,
    sendMessage: () => Promise.resolve({ kind: 'not_stored', cause: 'inert' }),
    prefill: nothing,
    identify: () => Promise.resolve(),
    setUser: () => Promise.resolve(),
    on: noUndo,
    once: noUndo,
    off: nothing,
    status: () => ({
      isOpen: false,
      isVisible: false,
      connection: 'idle',
      unread: 0,
      waiting: 0,
      failed: 0,
    }),
    destroy: () => Promise.resolve(),
  }
}
