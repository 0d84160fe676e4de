/**
 * The store of a core: IndexedDB as long as it works, memory where it cannot be had. It opens at the
 * first use, and makes room when the disk is full.
 */
import type { Clock } from '@porchlight/protocol'
import { isDomException } from '../is-dom-exception.ts'
import type { PageSignals } from '../ports.ts'
import { openIndexedDb } from './indexed-db.ts'
import { type Durability, OutdatedError, type Store } from './store.ts'

/** A database that takes longer than this to open may never do so: some browsers just hang. */
const OPEN_LIMIT_MS = 3_000

export interface OpenStoreOptions {
  readonly name: string
  readonly clock: Clock
  readonly page: PageSignals
  readonly durability: Durability
  /** The store has turned out to be less than hoped for. */
  readonly onTrouble: (trouble: StoreTrouble) => void
}

/** `memory`: nothing survives this tab. `outdated`: a newer build owns the database; reload. */
export type StoreTrouble = 'memory' | 'outdated'

/** Opens the store of a name; tests and simulations bring their own. */
export type OpenStore = (options: OpenStoreOptions) => Store

/** @returns the store, before anything is opened */
export const openStore: OpenStore = ({ name, clock, page, durability, onTrouble }) => {
  let opening: Promise<Store> | null = null
  let isClosed = false

  async function open(): Promise<Store> {
    const database = openIndexedDb({ name, page, onOutdated: () => onTrouble('outdated') })
    let stopTimer = (): void => {}
    const tooLate = new Promise<never>((_resolve, reject) => {
      stopTimer = clock.setTimeout(reject, OPEN_LIMIT_MS)
    })
    try {
      return await Promise.race([database, tooLate])
    } catch (error) {
      // One that opens after all is closed again: by then everybody works with another one.
      database.then(closeStore, noFailure)
      onTrouble(error instanceof OutdatedError ? 'outdated' : 'memory')
      if (error instanceof OutdatedError) throw error
      const { createMemoryStore } = await import('./memory-store.ts')
      return createMemoryStore()
    } finally {
      stopTimer()
    }
  }

  async function current(): Promise<Store> {
    if (isClosed) throw new Error('closed')
    opening ??= open()
    return await opening
  }

  return {
    read: async (task) => (await current()).read(task),
    async write(task, wanted = durability) {
      const store = await current()
      try {
        return await store.write(task, wanted)
      } catch (error) {
        if (!isFull(error)) throw error
        const { makeRoom } = await import('./make-room.ts')
        await makeRoom(store)
        return await store.write(task, wanted)
      }
    },
    close() {
      isClosed = true
      opening?.then(closeStore, noFailure)
    },
  }
}

/** Whether a write has failed for want of room. */
export function isFull(error: unknown): boolean {
  return isDomException(error, 'QuotaExceededError')
}

function closeStore(store: Store): void {
  store.close()
}

function noFailure(): void {}
