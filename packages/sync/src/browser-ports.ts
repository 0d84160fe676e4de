/** The ports over a real browser. Features that are missing are left out, never faked. */
import { type Clock, systemClock } from '@porchlight/protocol'
import type { Channel, Locks, PageSignal, PageSignals, Ports } from './ports.ts'

/** @param name of the channel that tabs of one database share */
export function createBrowserPorts(name: string, clock: Clock = systemClock): Ports {
  return {
    clock,
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
    request: async (name, task, signal) =>
      await navigator.locks.request(name, signal === undefined ? {} : { signal }, () => task()),
  }
}

function createChannel(name: string): Channel {
  if (typeof BroadcastChannel === 'undefined') {
    return { post: () => {}, listen: () => () => {}, close: () => {} }
  }
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

function createPageSignals(): PageSignals {
  return {
    listen(onSignal) {
      const on = (target: EventTarget, type: string, signal: () => PageSignal | null): Undo => {
        const listener = (): void => {
          const found = signal()
          if (found !== null) onSignal(found)
        }
        target.addEventListener(type, listener)
        return () => target.removeEventListener(type, listener)
      }
      const undo = [
        on(window, 'online', () => 'online'),
        on(window, 'offline', () => 'offline'),
        on(window, 'pagehide', () => 'hidden'),
        on(window, 'pageshow', () => 'shown'),
        on(document, 'visibilitychange', () =>
          document.visibilityState === 'visible' ? 'visible' : null,
        ),
      ]
      return () => {
        for (const stop of undo) stop()
      }
    },
  }
}

type Undo = () => void
