/** Turns changes of the core into the events that a page can hear, and into the launcher's badge. */
import type { ThreadId } from '@porchlight/protocol'
import type { Sync, SyncStatus } from '@porchlight/sync'
import type { Host } from '../api/host.ts'
import { unreadEn } from '../i18n/en.ts'
import { createMessageTeller, type MessageTeller } from './tell-messages.ts'

type Ears = Pick<Host, 'on' | 'emit' | 'setUnread' | 'setColor' | 'signedOut' | 'options'>

/**
 * Follows a core for as long as it lives.
 * @returns the same core; what is done through it is told as well
 */
export function tellEvents(sync: Sync, host: Ears): Sync {
  const teller = createMessageTeller(host)
  let told = sync.status.get()
  let current: ThreadId | null = null
  /** The current one, and those that were in sight. */
  const followed = new Set<ThreadId>()

  function follow(id: ThreadId): void {
    if (followed.has(id)) return
    followed.add(id)
    followThread(sync, id, teller)
  }

  function statusChanged(): void {
    const now = sync.status.get()
    const last = told
    told = now
    tellStatus(host, last, now)
    if (now.currentThread === current) return
    // Which one it is at first is no change.
    if (last.currentThread !== null) {
      host.emit('conversation-changed', { thread: now.currentThread })
    }
    current = now.currentThread
    if (current !== null) follow(current)
  }
  sync.status.subscribe(statusChanged)
  statusChanged()
  host.on('conversation-changed', ({ thread }) => {
    if (thread !== null) follow(thread)
  })

  return {
    ...sync,
    async send(message) {
      const known = [sync.status.get().currentThread, ...sync.threads.get().map(({ id }) => id)]
      const result = await sync.send(message)
      if (result.kind === 'stored') {
        const { id, thread } = result
        teller.queued(id)
        if (!known.includes(thread)) host.emit('conversation-started', { thread })
        host.emit('message-queued', { id, thread, text: message.content })
      }
      return result
    },
    stop(thread) {
      teller.stopping(thread)
      return sync.stop(thread)
    },
    describe(thread, change) {
      const { isHelped = false, wantsPeople = false } = change
      if (isHelped || wantsPeople) host.emit('feedback', { thread, isHelped })
      return sync.describe(thread, change)
    },
    rate(thread, score, comment) {
      host.emit('feedback', { thread, score })
      return sync.rate(thread, score, comment)
    },
  }
}

function tellStatus(host: Ears, last: SyncStatus, now: SyncStatus): void {
  const { connection, waiting, failed, unread, trouble, settings } = now
  host.setUnread(unread, {
    ...unreadEn,
    // The site's own of that moment: it may throw, or be something else.
    unread(count) {
      try {
        const said: unknown = host.options.strings?.unread?.(count)
        if (typeof said === 'string') return said
      } catch {}
      return unreadEn.unread(count)
    },
  })
  if (last.unread !== unread) host.emit('unread-changed', { unread })
  if (trouble !== last.trouble && trouble === 'signed_out') {
    host.signedOut()
    host.emit('reset', {})
  } else if (trouble !== last.trouble && trouble !== null) host.emit('error', { kind: trouble })
  // A site that chose its colour on the page knows better than the server.
  if (settings !== null && last.settings !== settings && host.options.color === undefined) {
    host.setColor(settings.color)
  }
  const isOnline = connection === 'online'
  if ((last.connection === 'online') !== isOnline) host.emit('online-changed', { isOnline })
  const isSame =
    last.connection === connection && last.waiting === waiting && last.failed === failed
  if (!isSame) host.emit('sync-changed', { connection, waiting, failed })
}

function followThread(sync: Sync, id: ThreadId, teller: MessageTeller): void {
  const view = sync.thread(id)
  let last = view.get()
  view.subscribe(() => {
    const before = last
    last = view.get()
    teller.changed(before, last)
  })
}
