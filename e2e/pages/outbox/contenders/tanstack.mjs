/** TanStack's outbox over a collection of TanStack DB. */
import { createCollection, createLiveQueryCollection } from '@tanstack/db'
import { IndexedDBAdapter, startOfflineExecutor } from '@tanstack/offline-transactions'
import { post } from '../post.mjs'
import { raw } from './raw.mjs'

export const tanstack = {
  async open(name, { isReplaying = false } = {}) {
    const messages = createMessages(name)
    const storage = new WatchedStorage(name)
    const network = createNetwork(isReplaying)
    const executor = startOfflineExecutor({
      collections: { messages },
      storage,
      onlineDetector: network,
      mutationFns: {
        async send({ transaction }) {
          for (const { modified } of transaction.mutations) await post(modified)
        },
      },
    })
    await executor.waitForInit()
    return {
      add(message) {
        const transaction = executor.createOfflineTransaction({
          mutationFnName: 'send',
          autoCommit: false,
        })
        const stored = storage.whenStored(transaction.id)
        transaction.mutate(() => messages.insert(message))
        // Settles with the server's answer; what is measured is being stored.
        transaction.commit().catch(() => {})
        return stored
      },
      waiting: async () => executor.getPendingCount(),
      watch(onRows) {
        messages.subscribeChanges(() => onRows(messages.toArray))
      },
      async replay() {
        network.goOnline()
        while (executor.getPendingCount() > 0) await new Promise((r) => setTimeout(r, 5))
      },
      async close() {
        executor.dispose()
      },
    }
  },
}

/** The collection has no store of its own: it is fed from IndexedDB, and asked for the last 50. */
export const tanstackHistory = {
  async open(name) {
    const stored = await raw.open(name)
    return {
      addMany: stored.addMany,
      async last(count) {
        const rows = await stored.last(1_000_000)
        const messages = createMessages(`${name} ${performance.now()}`, rows)
        const live = createLiveQueryCollection({
          startSync: true,
          query: (q) =>
            q
              .from({ m: messages })
              .orderBy(({ m }) => m.n, 'desc')
              .limit(count),
        })
        await live.preload()
        return live.toArray.reverse()
      },
      close: stored.close,
    }
  },
}

function createMessages(id, rows = []) {
  return createCollection({
    id,
    getKey: (message) => message.id,
    startSync: true,
    sync: {
      sync({ begin, write, commit, markReady }) {
        begin()
        for (const value of rows) write({ type: 'insert', value })
        commit()
        markReady()
      },
    },
  })
}

class WatchedStorage extends IndexedDBAdapter {
  #waiting = new Map()

  constructor(name) {
    super(name, 'transactions')
  }

  whenStored(id) {
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }

  async set(key, value) {
    const { id } = JSON.parse(value)
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    try {
      await super.set(key, value)
      waiting?.resolve()
    } catch (error) {
      waiting?.reject(error)
      throw error
    }
  }
}

function createNetwork(isOnlineAtFirst) {
  let isOnline = isOnlineAtFirst
  const listeners = new Set()
  return {
    isOnline: () => isOnline,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    notifyOnline() {
      for (const listener of listeners) listener()
    },
    goOnline() {
      isOnline = true
      this.notifyOnline()
    },
    dispose: () => listeners.clear(),
  }
}
