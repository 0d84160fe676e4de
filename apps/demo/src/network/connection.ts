/** How well this tab reaches the chat server, as chosen on the strip. Lives as long as the tab. */

export const CONNECTIONS = ['online', 'slow', 'offline', 'down'] as const

/** `offline`: the device has no network and says so. `down`: only the server is out of reach. */
export type Connection = (typeof CONNECTIONS)[number]

/** What the strip sets and everything else obeys. */
export interface ConnectionSwitch {
  get(): Connection
  set(connection: Connection): void
  /** @returns the undo */
  subscribe(listener: (connection: Connection) => void): () => void
}

const KEY = 'demo-network'

/** Takes up what the last page of this tab had chosen. */
export function createConnectionSwitch(
  storage: Pick<Storage, 'getItem' | 'setItem'>,
): ConnectionSwitch {
  const listeners = new Set<(connection: Connection) => void>()
  let current = CONNECTIONS.find((name) => name === storage.getItem(KEY)) ?? 'online'
  return {
    get: () => current,
    set(connection) {
      if (connection === current) return
      current = connection
      storage.setItem(KEY, connection)
      for (const listener of [...listeners]) listener(connection)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Whether nothing gets through at all. */
export function isCut(connection: Connection): boolean {
  return connection === 'offline' || connection === 'down'
}
