/** What a transport keeps, for tests: in memory, for one tab, and as JSON like any store. */
import type { TransportMemory } from '@porchlight/protocol'

export function createMemoryTransportMemory(): TransportMemory {
  let row: string | null = null
  let last: Promise<unknown> = Promise.resolve()
  return {
    exclusive(task) {
      const next = last.then(task, task)
      last = next.catch(() => {})
      return next
    },
    read: async () => (row === null ? null : JSON.parse(row)),
    async write(value) {
      row = JSON.stringify(value)
    },
  }
}
