/** What a page may ask of the core, by the names of `api/chat.ts`. */
import { createIdentify } from '@porchlight/client'
import type { MessageId } from '@porchlight/protocol'
import type { ThreadView, View } from '@porchlight/sync'
import type { PendingMessage } from '../api/chat.ts'
import type { Host } from '../api/host.ts'
import type { Connection } from './connection.ts'
import { createEraseCommand } from './erase.ts'
import { createIdentifyCommand } from './identify.ts'
import { createRestoreCommand } from './restore.ts'
import { scalarsOf } from './scalars.ts'

/** What they work on. */
export interface CommandTools extends Connection {
  readonly host: Pick<Host, 'emit' | 'call' | 'drawPanel' | 'link'>
}

/** By name. Each resolves with what the page hears. */
export type Commands = Readonly<Record<string, (...values: readonly unknown[]) => Promise<unknown>>>

/** How long a page waits for what waits. */
const FLUSH_MS = 2_000

export function createCommands(tools: CommandTools): Commands {
  const { host, visitor } = tools
  let leaving = new AbortController()

  /** A link is the visitor's who opened it, used or not. */
  function leave(): void {
    leaving.abort()
    delete host.link.token
  }

  const sync: Connection['sync'] = {
    ...tools.sync,
    async signOut(options) {
      leave()
      try {
        return await tools.sync.signOut(options)
      } catch (error) {
        // Still the same visitor.
        leaving = new AbortController()
        throw error
      }
    },
  }
  sync.status.subscribe(() => {
    if (sync.status.get().trouble === 'signed_out') leave()
  })
  const identify = createIdentifyCommand({
    sync,
    host,
    identify: visitor && createIdentify(visitor),
  })

  async function pending(): Promise<readonly PendingMessage[]> {
    const { threads } = await sync.exportData()
    const views = await Promise.all(threads.map(({ id }) => loaded(sync.thread(id))))
    return views.flatMap(unsentOf).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1))
  }

  async function newConversation(): Promise<void> {
    host.call('open')
    const panel = await host.drawPanel()
    panel.newConversation()
  }

  return {
    identify: (traits, proof) => identify(traits, proof),
    setUser: (traits, proof) => identify(traits, proof),
    setCustomAttributes: async (attributes) => sync.setTraits(scalarsOf(attributes)),
    logout: () => sync.signOut({ flushMs: FLUSH_MS }),
    reset: () => sync.signOut({ flushMs: 0 }),
    eraseData: createEraseCommand({ sync, visitor }),
    restore: createRestoreCommand({ sync, visitor }, () => leaving.signal),
    newConversation,
    async showNewMessage(text) {
      await newConversation()
      if (text !== undefined) host.call('prefill', text)
    },
    async showConversation(id) {
      host.call('open')
      const panel = await host.drawPanel()
      return panel.showConversation(String(id))
    },
    getPendingMessages: pending,
    retryMessage: (id) => sync.retry(String(id)),
    async retryAll() {
      const failed = (await pending()).filter(({ delivery }) => delivery?.state === 'failed')
      let retried = 0
      // One after the other: each becomes the last of its thread.
      for (const { id } of failed) if (await sync.retry(id)) retried++
      return retried
    },
    discardMessage: (id) => sync.discard(String(id) as MessageId),
    syncNow: () => sync.flush(FLUSH_MS),
  }
}

/** What the server does not have, or has refused. */
function unsentOf({ id: thread, messages }: ThreadView): readonly PendingMessage[] {
  return messages.flatMap(({ id, content, createdAt, delivery }) =>
    delivery !== null && ['waiting', 'sending', 'failed'].includes(delivery.state)
      ? [{ id, thread, content, createdAt, delivery }]
      : [],
  )
}

/** A view once the store has been read for it. */
function loaded(view: View<ThreadView>): Promise<ThreadView> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!view.get().isLoaded) return
      stop()
      resolve(view.get())
    }
    const stop = view.subscribe(look)
    look()
  })
}
