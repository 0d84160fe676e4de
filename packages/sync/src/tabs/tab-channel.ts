/**
 * What tabs tell one another. Only hints and what is too short-lived to store: whoever hears
 * "changed" reads the tables again. An older or newer build may be listening, so whatever does
 * not parse is dropped, and messages grow only by optional fields.
 */
import type { Message, Session, ThreadId } from '@porchlight/protocol'
import type { Channel } from '../ports.ts'
import type { Connection } from '../push/connection.ts'

export type TabMessage =
  /** Rows of these threads have changed. */
  | { readonly type: 'changed'; readonly threads: readonly ThreadId[] }
  /** There is work for the leader, and a person who waits for it. */
  | { readonly type: 'wake' }
  /** An answer has grown; null: it is in the store now, or gone. */
  | { readonly type: 'growing'; readonly thread: ThreadId; readonly message: Message | null }
  /** The leader's connection, told when it changes and when somebody asks. */
  | {
      readonly type: 'connection'
      readonly connection: Connection
      readonly session: Session | null
    }
  /** A tab that has just started asks for the connection. */
  | { readonly type: 'hello' }
  /** A tab in sight wants to lead: who is out of sight gives way. */
  | { readonly type: 'lead_wanted' }
  /** The visitor has signed out: the store is empty. */
  | { readonly type: 'signed_out' }

export interface TabChannel {
  tell(message: TabMessage): void
  close(): void
}

/** Tags what we say, so that another user of the channel's name cannot confuse us. */
const VERSION = 1

export function createTabChannel(
  channel: Channel | null,
  onMessage: (message: TabMessage) => void,
): TabChannel {
  const unlisten = channel?.listen((data) => {
    const message = readTabMessage(data)
    if (message !== null) onMessage(message)
  })
  let isClosed = false
  return {
    tell(message) {
      // What was under way when the core was closed may still want to say something.
      if (!isClosed) channel?.post({ porchlight: VERSION, message })
    },
    close() {
      isClosed = true
      unlisten?.()
      channel?.close()
    },
  }
}

/**
 * Trusts the body of a message with our tag: the channel is reachable only from our own origin,
 * where whoever can post to it could as well write to the database. A type that only a newer build
 * knows is heard by nobody.
 */
function readTabMessage(data: unknown): TabMessage | null {
  if (typeof data !== 'object' || data === null) return null
  const { porchlight, message } = data as { porchlight?: unknown; message?: TabMessage }
  return porchlight === VERSION && message ? message : null
}
