/** Turns the changes of one thread into events. */
import type { MessageId, ThreadId } from '@porchlight/protocol'
import type { MessageView, ThreadView } from '@porchlight/sync'
import type { Host } from '../api/host.ts'

/** Compares one state of a thread with the next. */
export interface MessageTeller {
  /** A message was stored in this tab: its arrival is news even if no other state was seen. */
  queued(id: MessageId): void
  /** The visitor has asked for an answer to be stopped. */
  stopping(thread: ThreadId): void
  changed(last: ThreadView, now: ThreadView): void
}

/** @param host hears of messages and of answers that are being written */
export function createMessageTeller(host: Pick<Host, 'emit'>): MessageTeller {
  const awaited = new Set<MessageId>()
  const stopped = new Set<ThreadId>()

  function tellOwn(message: MessageView, earlier: MessageView | undefined, now: ThreadView): void {
    const at = { id: message.id, thread: now.id }
    const wasOpen = earlier !== undefined && !isSettled(earlier)
    if (!isSettled(message) || !(wasOpen || awaited.has(message.id))) return
    awaited.delete(message.id)
    if (message.delivery?.state !== 'failed') host.emit('message-sent', at)
    else host.emit('message-failed', { ...at, code: message.delivery.code })
  }

  /** An answer that is being written has no words yet, or not all of them. */
  function tellReply(
    { id, content, isWriting, incomplete }: MessageView,
    earlier: MessageView | undefined,
    thread: ThreadId,
  ): void {
    const at = { id, thread }
    if (isWriting) {
      if (!earlier?.isWriting) host.emit('reply-started', at)
      if (content !== earlier?.content) host.emit('reply-delta', { ...at, text: content })
    } else if (earlier?.isWriting) {
      if (stopped.delete(thread) && incomplete) host.emit('reply-stopped', at)
      else host.emit('reply-ended', { ...at, isComplete: !incomplete })
    }
  }

  return {
    queued: (id) => void awaited.add(id),
    stopping: (thread) => void stopped.add(thread),
    changed(last, now) {
      const before = new Map(last.messages.map((message) => [message.id, message]))
      // Older messages that come into view are no news: only what stands after the known ones is.
      const firstKnown = now.messages.findIndex((message) => before.has(message.id))
      for (const [index, message] of now.messages.entries()) {
        const earlier = before.get(message.id)
        if (message.delivery !== null) {
          tellOwn(message, earlier, now)
          continue
        }
        tellReply(message, earlier, now.id)
        if (last.isLoaded && !message.isWriting) {
          const isNew = earlier === undefined ? index > firstKnown : earlier.isWriting
          const { id, author, content } = message
          if (isNew) host.emit('message-received', { id, thread: now.id, author, text: content })
        }
      }
    },
  }
}

function isSettled({ delivery }: MessageView): boolean {
  return delivery?.state === 'sent' || delivery?.state === 'read' || delivery?.state === 'failed'
}
