/**
 * The disk of one browser: a store that its tabs share and that survives them. Each commit is a
 * choice: done, done and heard of late, failed, or the end of its tab before or after it.
 */
import { createMemoryStore } from '../../store/memory-store.ts'
import type { OpenStore } from '../../store/open-store.ts'
import type { MessageRow, OpRow } from '../../store/rows.ts'
import type { Store, Tx } from '../../store/store.ts'
import { DroppedError, type Scheduler } from './scheduler.ts'
import type { Tab } from './tab.ts'

/** What a transaction is about to change, or has changed. */
export interface Change {
  readonly tab: Tab
  readonly before: Rows
  readonly after: Rows
}

/** The rows that a history tells of. */
export interface Rows {
  readonly ops: readonly OpRow[]
  readonly messages: readonly MessageRow[]
  readonly epoch: number
}

export interface Disk {
  openFor(tab: Tab): OpenStore
  /** Everything that is on the disk, once nobody writes. */
  rows(): Promise<Rows>
  /** What the last commit has left there. */
  last(): Rows
  /** Reads without being seen. */
  look<T>(task: (tx: Tx) => Promise<T>): Promise<T>
}

const WAYS = [
  'done',
  'heard late',
  'fails',
  'is full',
  'tab dies before',
  'tab dies after',
] as const

/**
 * @param nameOf what a transaction does, in one word
 * @param onCommit a transaction is on the disk, and nobody has heard of it
 */
export function createDisk(
  scheduler: Scheduler,
  nameOf: (change: Change) => string,
  onCommit: (change: Change) => void,
): Disk {
  const base = createMemoryStore()
  let last: Rows = { ops: [], messages: [], epoch: 0 }

  function storeOf(tab: Tab): Store {
    let isClosed = false
    const queue = `store of ${tab.name}`
    const closed = (): Error => new Error('closed')

    async function hear(label: string): Promise<void> {
      await scheduler.step({ label: `${tab.name} hears ${label}`, ways: ['done'], tab, queue })
    }

    async function write<T>(task: (tx: Tx) => Promise<T>): Promise<T> {
      if (isClosed) throw closed()
      const { result, change, name, way } = await base.write(async (tx) => {
        if (!tab.isAlive) throw new DroppedError()
        const before = await rowsOf(tx)
        const result = await task(tx)
        const change = { tab, before, after: await rowsOf(tx) }
        const name = nameOf(change)
        const label = `${tab.name} commits ${name}`
        const way = await scheduler.step({ label, ways: WAYS, tab, isAwake: true })
        if (way === 'fails') throw new Error('the disk has failed')
        if (way === 'is full') throw new DOMException('the disk is full', 'QuotaExceededError')
        if (way === 'tab dies before') {
          tab.crash()
          throw new DroppedError()
        }
        return { result, change, name, way }
      })
      last = change.after
      onCommit(change)
      if (way === 'tab dies after') tab.crash()
      if (way === 'heard late' || tab.isAsleep) await hear(name)
      return result
    }

    async function read<T>(task: (tx: Tx) => Promise<T>): Promise<T> {
      if (isClosed) throw closed()
      const result = await base.read(async (tx) => {
        if (!tab.isAlive) throw new DroppedError()
        return await task(tx)
      })
      await hear('what it has read')
      return result
    }

    return {
      read: (task) => tab.survive(read(task)),
      write: (task) => tab.survive(write(task)),
      close() {
        isClosed = true
      },
    }
  }

  return {
    openFor: (tab) => () => storeOf(tab),
    rows: () => base.read(rowsOf),
    last: () => last,
    look: (task) => base.read(task),
  }
}

async function rowsOf(tx: Tx): Promise<Rows> {
  const epoch = await tx.meta.get('epoch')
  return {
    ops: await tx.ops.all(),
    messages: await tx.messages.all(),
    epoch: Number(epoch?.value ?? 0),
  }
}
