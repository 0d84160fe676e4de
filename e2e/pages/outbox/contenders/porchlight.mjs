/** Our core as a site would start it, over a transport that is one POST a message. */
import { createSync } from '@porchlight/sync'
import { openStoreOnDexie } from '../store-on-dexie.mjs'
import { createBenchTransport } from '../transport.mjs'

export const porchlight = { open: (name, options) => openCore(name, options) }

/** The same core over Dexie's own transactions. */
export const onDexie = {
  open: (name, options) => openCore(name, { ...options, openStore: openStoreOnDexie }),
}

async function openCore(name, { isReplaying = false, keepsIds = true, openStore } = {}) {
  // Another tab leads, so to say: what is stored waits until `replay` is called.
  const letLead = isReplaying ? () => {} : await holdLock(`${name}:leader`)
  const sync = createSync({
    name,
    transport: () => createBenchTransport({ keepsIds }),
    ...(openStore && { openStore }),
  })
  return {
    async add({ text }) {
      const result = await sync.send({ content: text })
      if (result.kind !== 'stored')
        throw new Error(`not stored: ${result.kind}`, { cause: result.cause })
      return result
    },
    /** @param {number} expected how many surely wait */
    waiting: async (expected) => {
      await until(sync.status, ({ waiting }) => waiting === expected)
      return expected
    },
    async last(_count, thread) {
      const view = sync.thread(thread)
      await until(view, ({ isLoaded }) => isLoaded)
      return view.get().messages
    },
    watch(onRows, thread) {
      const view = sync.thread(thread)
      view.subscribe(() => onRows(view.get().messages.map(({ content }) => ({ text: content }))))
    },
    async replay() {
      letLead()
      await until(
        sync.status,
        ({ waiting, currentThread }) => currentThread !== null && waiting === 0,
      )
    },
    /** @returns null for a store without a thread, after a moment for it to be read */
    async currentThread() {
      const read = until(sync.status, ({ currentThread }) => currentThread !== null)
      await Promise.race([read, new Promise((resolve) => setTimeout(resolve, 200))])
      return sync.status.get().currentThread
    },
    failed: () => sync.status.get().failed,
    async close() {
      letLead()
      await sync.close()
    },
  }
}

/** @returns the function that lets go of it */
function holdLock(name) {
  return new Promise((granted) => {
    void navigator.locks.request(name, () => new Promise((letGo) => granted(letGo)))
  })
}

function until(view, isThere) {
  return new Promise((resolve) => {
    if (isThere(view.get())) return resolve()
    const stop = view.subscribe(() => {
      if (!isThere(view.get())) return
      stop()
      resolve()
    })
  })
}
