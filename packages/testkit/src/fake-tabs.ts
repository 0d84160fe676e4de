/**
 * Tabs of one browser without a browser: locks, channels and page signals that several cores
 * share, with the crash, the freeze and the clean close of a real tab.
 */

export type FakePageSignal = 'online' | 'offline' | 'visible' | 'covered' | 'hidden' | 'shown'

export interface FakeTab {
  readonly locks: {
    request<T>(name: string, task: () => Promise<T>, signal?: AbortSignal): Promise<T>
  }
  readonly channel: {
    post(message: unknown): void
    listen(onMessage: (message: unknown) => void): () => void
    close(): void
  }
  readonly page: {
    isVisible(): boolean
    listen(onSignal: (signal: FakePageSignal) => void): () => void
  }
  /** What the browser would tell the page. */
  signal(signal: FakePageSignal): void
  /** The tab is gone without a word: its locks are free, it hears and says nothing any more. */
  crash(): void
}

export interface FakeTabs {
  open(): FakeTab
  /** Takes a lock from whoever holds it, as `steal` does: the next in line has it. */
  steal(lock: string): void
  /** Who holds a lock now: the place of the tab in the order of opening, or null. */
  holder(lock: string): number | null
  /** How many wait for a lock now. */
  waiting(lock: string): number
}

interface Waiter {
  readonly tab: number
  readonly grant: () => void
  robbed: () => void
}

interface Lock {
  holder: Waiter | null
  readonly line: Waiter[]
}

/** Rejects, as a real lock does, when it is stolen; its task runs on. */
function robbery(waiter: Waiter): Promise<never> {
  return new Promise((_resolve, reject) => {
    waiter.robbed = () => reject(new DOMException('stolen', 'AbortError'))
  })
}

export function createFakeTabs(): FakeTabs {
  const locks = new Map<string, Lock>()
  const listenersByTab = new Map<number, Set<(message: unknown) => void>>()
  let opened = 0

  function lockOf(name: string): Lock {
    const known = locks.get(name)
    if (known !== undefined) return known
    const lock: Lock = { holder: null, line: [] }
    locks.set(name, lock)
    return lock
  }

  function grantNext(lock: Lock): void {
    const next = lock.line.shift()
    lock.holder = next ?? null
    next?.grant()
  }

  async function request<T>(
    tab: number,
    { name, task, signal }: { name: string; task: () => Promise<T>; signal?: AbortSignal },
  ): Promise<T> {
    const lock = lockOf(name)
    const granted = await new Promise<Waiter>((resolve, reject) => {
      const waiter: Waiter = { tab, grant: () => resolve(waiter), robbed: () => {} }
      signal?.addEventListener('abort', () => {
        const place = lock.line.indexOf(waiter)
        if (place !== -1) lock.line.splice(place, 1)
        // Does nothing to who holds the lock already.
        reject(signal.reason)
      })
      if (signal?.aborted === true) reject(signal.reason)
      else lock.line.push(waiter)
      if (lock.holder === null) grantNext(lock)
    })
    try {
      return await Promise.race([task(), robbery(granted)])
    } finally {
      if (lock.holder === granted) grantNext(lock)
    }
  }

  return {
    steal(name) {
      const lock = lockOf(name)
      const { holder } = lock
      grantNext(lock)
      holder?.robbed()
    },
    waiting: (name) => locks.get(name)?.line.length ?? 0,
    holder: (name) => locks.get(name)?.holder?.tab ?? null,
    open() {
      const tab = opened++
      const listeners = new Set<(message: unknown) => void>()
      let isVisible = true
      const signalListeners = new Set<(signal: FakePageSignal) => void>()
      listenersByTab.set(tab, listeners)
      return {
        locks: {
          request: (name, task, signal) =>
            request(tab, { name, task, ...(signal !== undefined && { signal }) }),
        },
        channel: {
          post(message) {
            // As a real channel does: a copy, later, and never to the sender.
            const copy = structuredClone(message)
            for (const [other, theirs] of listenersByTab) {
              if (other === tab) continue
              queueMicrotask(() => {
                for (const listener of [...theirs]) listener(copy)
              })
            }
          },
          listen(onMessage) {
            listeners.add(onMessage)
            return () => listeners.delete(onMessage)
          },
          close: () => listeners.clear(),
        },
        page: {
          isVisible: () => isVisible,
          listen(onSignal) {
            signalListeners.add(onSignal)
            return () => signalListeners.delete(onSignal)
          },
        },
        signal(signal) {
          if (signal === 'visible') isVisible = true
          if (signal === 'covered') isVisible = false
          for (const listener of [...signalListeners]) listener(signal)
        },
        crash() {
          listenersByTab.delete(tab)
          signalListeners.clear()
          for (const lock of locks.values()) {
            const stillWaiting = lock.line.filter((waiter) => waiter.tab !== tab)
            lock.line.splice(0, lock.line.length, ...stillWaiting)
            if (lock.holder?.tab === tab) grantNext(lock)
          }
        },
      }
    },
  }
}
