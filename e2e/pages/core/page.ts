/**
 * The core on a page without a widget: what a site would bundle, driven by `window.core`. Opens at
 * once by what is in its address.
 */
import { createConversationsTransport } from '@porchlight/client'
import { createSync } from '@porchlight/sync'
import { askForReplay } from '@porchlight/sync/ask-for-replay'
import type { HistoryRecord } from '@porchlight/testkit/history'
import type { CoreOptions, TimedRecord } from './core-page.ts'
import { fillStorage } from './fill-storage.ts'
import { storeContents } from './store-contents.ts'
import { setClock, takeAway } from './take-away.ts'
import { watchThread } from './watch-thread.ts'

const options: CoreOptions = JSON.parse(
  new URLSearchParams(location.search).get('options') ?? '{}',
) as CoreOptions
const { name, origin, token, tab, visitor } = options
takeAway(options)

const kept: TimedRecord[] = []
function record(entry: HistoryRecord): void {
  // Not `Date`: its time may be wrong on purpose.
  const timed = { atMs: performance.timeOrigin + performance.now(), entry }
  if (window.report === undefined) kept.push(timed)
  else window.report(timed)
}

const sync = createSync({
  name,
  transport: ({ credentials }) => createConversationsTransport({ origin, token, credentials }),
})
const watch = watchThread(sync, tab, record)
if (options.isWatched) watch.start()

// A page that is loaded again counts from the start, so its calls are named after its beginning too.
let calls = 0
const nextCall = (): string => `${tab} ${performance.timeOrigin} ${calls++}`
async function send(text: string): Promise<Awaited<ReturnType<typeof sync.send>>> {
  const call = nextCall()
  record({ kind: 'sendCalled', call, tab, visitor, text })
  const result = await sync.send({ content: text })
  record(
    result.kind === 'stored'
      ? { kind: 'sendStored', call, message: result.id, thread: result.thread }
      : { kind: 'sendRefused', call },
  )
  return result
}

const ANSWERS = { done: 'done', asked: 'unknown', too_late: 'tooLate', not_now: 'unknown' } as const

window.core = {
  takeRecords: () => kept.splice(0),
  status: () => sync.status.get(),
  messages: watch.messages,
  look: watch.look,
  send,
  async sendBursts(bursts) {
    const kinds: Awaited<ReturnType<typeof send>>['kind'][] = []
    for (const burst of bursts) {
      const results = await Promise.all(burst.map(send))
      kinds.push(...results.map(({ kind }) => kind))
    }
    return kinds
  },
  async discard(id) {
    const call = nextCall()
    record({ kind: 'changeCalled', call, tab, message: id, text: null })
    const result = await sync.discard(id)
    record({ kind: 'changeAnswered', call, answer: ANSWERS[result] })
    return result
  },
  retry: (id) => sync.retry(id),
  wake: () => sync.wake(),
  async registerWorker() {
    await navigator.serviceWorker.register(`/worker.js${location.search}`)
    const registration = await navigator.serviceWorker.ready
    askForReplay(sync, registration)
    return 'sync' in registration
  },
  close: () => sync.close(),
  setClock,
  storeContents: () => storeContents(name),
  features: () => ({
    locks: 'locks' in navigator,
    channel: 'BroadcastChannel' in globalThis,
    persist: 'storage' in navigator && 'persist' in navigator.storage,
    estimate: 'storage' in navigator && 'estimate' in navigator.storage,
    getAllRecords: 'getAllRecords' in IDBObjectStore.prototype,
    backgroundSync: 'SyncManager' in globalThis,
  }),
  fillStorage,
}
