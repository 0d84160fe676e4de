import type { Connection } from './connection.ts'

/**
 * Makes the browser say what the strip says: `navigator.onLine`, and the events `offline` and
 * `online` when that changes.
 *
 * @returns what to call with each new connection
 */
export function createBrowserStatus(initial: Connection): (connection: Connection) => void {
  let isOffline = false

  function follow(connection: Connection): void {
    if (isOffline === (connection === 'offline')) return
    isOffline = !isOffline
    if (isOffline) {
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => false })
    } else {
      // The browser's own value, on the prototype, shows through again.
      Reflect.deleteProperty(navigator, 'onLine')
    }
    window.dispatchEvent(new Event(isOffline ? 'offline' : 'online'))
  }

  follow(initial)
  return follow
}
