/** Turns changes of the core into the events that a page can hear, and into the launcher's badge. */
import type { MessageId, ThreadId } from '@porchlight/protocol'
import type { MessageView, Sync, SyncStatus, ThreadView } from '@porchlight/sync'
import type { Host } from '../api/host.ts'

type Ears = Pick<Host, 'emit' | 'setUnread' | 'setColor' | 'options'>

/**
 * Follows a core for as long as it lives.
 * @returns the same core; what is sent through it is told as `message-queued`
 */
export function tellEvents(sync: Sync, host: Ears): Sync {
  let told = sync.status.get()
  let followed: ThreadId | null = null
  let unfollow = (): void => undefined

  function statusChanged(): void {
    const now = sync.status.get()
    const last = told
    told = now
    tellStatus(host, last, now)
    if (now.currentThread !== followed) {
      followed = now.currentThread
      unfollow()
      unfollow = followed === null ? (): void => undefined : followThread(sync, followed, host)
    }
  }
  sync.status.subscribe(statusChanged)
  statusChanged()

  return {
    ...sync,
    async send(message) {
      const result = await sync.send(message)
      if (result.kind === 'stored') {
        const { id, thread } = result
        host.emit('message-queued', { id, thread, text: message.content })
      }
      return result
    },
  }
}

function tellStatus(host: Ears, last: SyncStatus, now: SyncStatus): void {
  host.setUnread(now.unread)
  if (last.unread !== now.unread) host.emit('unread-changed', { unread: now.unread })
  if (now.trouble !== null && last.trouble !== now.trouble) host.emit('error', { kind: now.trouble })
  if (now.settings !== null && last.settings !== now.settings && host.options.color === undefined) {
    host.setColor(now.settings.color)
  }
  const { connection, waiting, failed } = now
  const isSame =
    last.connection === connection && last.waiting === waiting && last.failed === failed
  if (!isSame) host.emit('sync-changed', { connection, waiting, failed })
}

function followThread(sync: Sync, id: ThreadId, host: Ears): () => void {
  const view = sync.thread(id)
  let last = view.get()
  return view.subscribe(() => {
    const now = view.get()
    if (last.isLoaded) tellMessages(host, last, now)
    last = now
  })
}

/** Older messages that scroll into memory are no news: only what stands after the known ones is. */
function tellMessages(host: Ears, last: ThreadView, now: ThreadView): void {
  const before = new Map<MessageId, MessageView>(last.messages.map((m) => [m.id, m]))
  const firstKnown = now.messages.findIndex((message) => before.has(message.id))
  now.messages.forEach((message, index) => {
    const earlier = before.get(message.id) ?? null
    if (earlier === message || (earlier === null && index < firstKnown)) return
    const at = { id: message.id, thread: now.id }
    if (message.delivery !== null) {
      const { delivery } = message
      if (delivery.state === 'failed' && earlier?.delivery?.state !== 'failed') {
        host.emit('message-failed', { ...at, code: delivery.code })
      }
      if (isSent(message) && earlier !== null && !isSent(earlier)) host.emit('message-sent', at)
    } else if (!message.isWriting && (earlier === null || earlier.isWriting)) {
      host.emit('message-received', { ...at, author: message.author, text: message.content })
    }
  })
}

function isSent(message: MessageView): boolean {
  return message.delivery?.state === 'sent' || message.delivery?.state === 'read'
}
