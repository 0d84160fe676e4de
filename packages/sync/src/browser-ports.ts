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
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen(onMessage) {
      const listener = (event: MessageEvent): void => onMessage(event.data)
      channel.addEventListener('message', listener)
      return () => channel.removeEventListener('message', listener)
    },
    close: () => channel.close(),
  }
}

const SIGNAL_BY_EVENT: Readonly<Record<string, PageSignal | undefined>> = {
  online: 'online',
  offline: 'offline',
  pagehide: 'hidden',
  pageshow: 'shown',
  visibilitychange: undefined,
}

function createPageSignals(): PageSignals {
  const isVisible = (): boolean => document.visibilityState === 'visible'
  return {
    isVisible,
    listen(onSignal) {
      const listener = ({ type }: Event): void => {
        const signal = SIGNAL_BY_EVENT[type]
        if (signal !== undefined) onSignal(signal)
        else onSignal(isVisible() ? 'visible' : 'covered')
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
