/** Workbox's queue, which a service worker uses as a page does here: it has no view of its own. */
import { Queue } from 'workbox-background-sync/Queue.js'
import { requestOf } from '../post.mjs'

// It asks whether the browser has Background Sync, and then replays when told to.
globalThis.registration ??= {}

const queues = new Map()

export const workbox = {
  async open(name) {
    // One queue of a name for each page.
    const queue = queues.get(name) ?? new Queue(name, { onSync: () => {} })
    queues.set(name, queue)
    return {
      add: (message) =>
        queue.pushRequest({ request: new Request('/messages', requestOf(message)) }),
      waiting: () => queue.size(),
      async replay() {
        while ((await queue.size()) > 0) {
          await queue.replayRequests().catch(() => new Promise((r) => setTimeout(r, 50)))
        }
      },
      close: async () => {},
    }
  },
}
