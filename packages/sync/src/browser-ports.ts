/** The ports over a real browser. Features that are missing are left out, never faked. */
import { systemClock } from '@porchlight/protocol'
import type { Channel, Locks, PageSignal, PageSignals, Ports } from './ports.ts'

/** @param name of the channel that tabs of one database share */
export function createBrowserPorts(name: string): Ports {
  return {
    clock: systemClock,
    fillRandom: (bytes) => {
      crypto.getRandomValues(bytes)
    },
    random: Math.random,
    locks: createWebLocks(),
    channel: createChannel(name),
    page: createPageSignals(),
  }
}

function createWebLocks(): Locks | null {
  // Absent outside secure contexts, and before Safari 15.4.
  if (!('locks' in navigator)) return null
  return {
    request: (name, task, signal) => navigator.locks.request(name, signal ? { signal } : {}, task),
  }
}

function createChannel(name: string): Channel | null {
  if (!('BroadcastChannel' in globalThis)) return null
  const listeners = new Set<(message: unknown) => void>()
  let channel: BroadcastChannel | null = null
  const open = (): void => {
    channel ??= new BroadcastChannel(name)
    channel.onmessage = ({ data }) => {
      for (const listener of [...listeners]) listener(data)
    }
  }
  const close = (): void => {
    channel?.close()
    channel = null
  }
  open()
  // A page in the back/forward cache that would hear a message is thrown out of it.
  addEventListener('pagehide', close)
  addEventListener('pageshow', open)
  return {
    post: (message) => channel?.postMessage(message),
    listen(onMessage) {
      listeners.add(onMessage)
      return () => listeners.delete(onMessage)
    },
    close() {
      removeEventListener('pagehide', close)
      removeEventListener('pageshow', open)
      close()
    },
  }
}

/** Null where it depends. */
const SIGNAL_BY_EVENT: Readonly<Record<string, PageSignal | null>> = {
  online: 'online',
  offline: 'offline',
  pagehide: 'hidden',
  pageshow: 'shown',
  visibilitychange: null,
}

function createPageSignals(): PageSignals {
  const isVisible = (): boolean => document.visibilityState === 'visible'
  return {
    isVisible,
    listen(onSignal) {
      const listener = ({ type }: Event): void => {
        onSignal(SIGNAL_BY_EVENT[type] ?? (isVisible() ? 'visible' : 'covered'))
      }
      // All of them reach the window, `visibilitychange` by bubbling.
      const events = Object.keys(SIGNAL_BY_EVENT)
      for (const event of events) addEventListener(event, listener)
      return () => {
        for (const event of events) removeEventListener(event, listener)
      }
    },
  }
}
