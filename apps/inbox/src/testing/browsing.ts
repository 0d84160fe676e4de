import type { Result, TicketsClient } from '@porchlight/client'
import { createManualClock, settle } from '@porchlight/testkit'
import { createDrafts } from '../models/drafts.ts'
import { createReplies } from '../models/replies.ts'
import { buildMessage } from './build.ts'
import { createMemoryStorage } from './memory-storage.ts'

const OFFLINE: Result<never> = { ok: false, error: { kind: 'offline', cause: null } }

const MISMATCH: Result<never> = {
  ok: false,
  error: {
    kind: 'problem',
    status: 422,
    problem: { code: 'idempotency_mismatch', detail: 'other content', attr: null },
    retryAfterMs: null,
  },
}

/** Tabs of one browser, and a server that posts what has one key once and refuses it for other words. */
export function browsing() {
  const clock = createManualClock()
  const browser = createMemoryStorage()
  const tabs = new Set<EventTarget>()
  const posted = new Map<string, { readonly message: string; readonly isPrivate: boolean }>()
  let requests = 0
  let room = Number.POSITIVE_INFINITY
  let isLost = false
  let told: (() => void)[] = []
  let keys = 0
  let isOnline = true
  let answered = Promise.resolve()
  const client: Pick<TicketsClient, 'reply'> = {
    reply: async (_, { message, isPrivate, key }) => {
      requests++
      await answered
      if (!isOnline) return OFFLINE
      const known = posted.get(key) ?? { message, isPrivate }
      if (known.message !== message || known.isPrivate !== isPrivate) return MISMATCH
      posted.set(key, known)
      if (isLost) {
        isLost = false
        return OFFLINE
      }
      return { ok: true, value: buildMessage(1, { content: message }) }
    },
  }
  function used(): number {
    const names = Array.from({ length: browser.length }, (_, n) => browser.key(n) ?? '')
    return names.reduce((sum, name) => sum + name.length + (browser.getItem(name)?.length ?? 0), 0)
  }
  /** What a tab writes is told to the others, when they come to it. */
  function storageOf(own: EventTarget): typeof browser {
    const put = (key: string, newValue: string | null): void => {
      const oldValue = browser.getItem(key)
      if (newValue === oldValue) return
      if (newValue === null) browser.removeItem(key)
      else browser.setItem(key, newValue)
      if (newValue !== null && used() > room) {
        if (oldValue === null) browser.removeItem(key)
        else browser.setItem(key, oldValue)
        throw new DOMException('full', 'QuotaExceededError')
      }
      const event = { key, oldValue, newValue }
      const others = [...tabs].filter((each) => each !== own)
      told.push(() => {
        for (const each of others) each.dispatchEvent(Object.assign(new Event('storage'), event))
      })
    }
    return {
      getItem: browser.getItem,
      key: browser.key,
      get length() {
        return browser.length
      },
      setItem: put,
      removeItem: (key) => put(key, null),
    }
  }
  function openTab({ tab = createMemoryStorage() } = {}) {
    const events = new EventTarget()
    tabs.add(events)
    const own = storageOf(events)
    const drafts = createDrafts({ browser: () => own, tab: () => tab, events })
    const replies = createReplies({ newKey: () => `key-${++keys}`, clock, drafts })
    const detach = replies.attach({
      client,
      onPosted: () => {},
      onFailed: () => {},
      numberOf: (id) => (id === 'one' ? 12 : null),
    })
    return {
      replies,
      drafts,
      tab,
      signOut: detach,
      close() {
        detach()
        replies.close()
        tabs.delete(events)
      },
    }
  }
  return {
    clock,
    openTab,
    posted: () => [...posted.values()].map(({ message }) => message),
    requests: () => requests,
    /** There is room for what is kept now, and for no more. */
    fill() {
      room = used()
    },
    tell() {
      for (let round = 0; told.length > 0; round++) {
        if (round > 100) throw new Error('the tabs tell each other without end')
        const now = told
        told = []
        for (const each of now) each()
      }
    },
    cut() {
      isOnline = false
    },
    mend() {
      isOnline = true
    },
    /** The next one is posted, and nobody hears of it. */
    lose() {
      isLost = true
    },
    /** Nothing is answered until what is returned is called. */
    stall(): () => void {
      let answer = (): void => {}
      answered = new Promise((resolve) => {
        answer = resolve
      })
      return () => answer()
    },
    async pass(ms: number) {
      await clock.advance(ms)
      await settle()
    },
  }
}
