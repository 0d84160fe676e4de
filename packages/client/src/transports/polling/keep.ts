/** A transport's memory: read and written whole, one change at a time over all tabs. */
import { parse, type Schema, type TransportMemory } from '@porchlight/protocol'

export interface Keep<T> {
  /** What is known. Made anew, and written down, when there is nothing that can be read. */
  read(): Promise<T>
  /** Changes it in place. On the disk once this resolves. Not to be nested. */
  change<R>(change: (memory: T) => R): Promise<R>
}

export interface KeepOptions<T> {
  readonly memory: TransportMemory
  readonly schema: Schema<T>
  create(): T
  /** Makes up for what an older build has left out. */
  mend(memory: T): void
}

/** @returns the memory of all tabs, as this one sees it */
export function createKeep<T>({ memory, schema, create, mend }: KeepOptions<T>): Keep<T> {
  async function load(): Promise<T | null> {
    const parsed = parse(schema, await memory.read())
    if (!parsed.ok) return null
    mend(parsed.value)
    return parsed.value
  }

  async function change<R>(change: (memory: T) => R): Promise<R> {
    return await memory.exclusive(async () => {
      const known = (await load()) ?? create()
      const result = change(known)
      await memory.write(known)
      return result
    })
  }

  return {
    read: async () => (await load()) ?? (await change((made) => made)),
    change,
  }
}
