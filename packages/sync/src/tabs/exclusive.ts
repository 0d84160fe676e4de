/** One task at a time over all tabs of a database. */
import type { Locks } from '../ports.ts'
import { createSlots } from '../slots.ts'

/** Runs the task while no other one runs. Rejects with what the task rejects with. */
export type Exclusive = <T>(task: () => Promise<T>) => Promise<T>

/**
 * @param name of the lock, shared by all tabs of the database
 * @returns without Web Locks: keeps the tab at least from racing itself
 */
export function createExclusive(locks: Locks | null, name: string): Exclusive {
  if (locks !== null) return (task) => locks.request(name, task)
  const turns = createSlots(1)
  return (task) => turns.use(task)
}
