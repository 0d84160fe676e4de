/** Forgets a visitor who has not agreed to being remembered. */
import type { Host } from '../api/host.ts'
import { databaseName } from './database-name.ts'
import { removeMarks } from './keep-mark.ts'

/**
 * Nothing is opened, and nobody is asked. There is nothing to delete but what a page has left that
 * did not ask for consent yet.
 *
 * @returns as signing out does
 */
export async function forgetUnasked({
  options,
  emit,
}: Pick<Host, 'options' | 'emit'>): Promise<{ readonly discarded: number }> {
  removeMarks(options.token)
  await deleteDatabase(databaseName(options))
  emit('reset', {})
  return { discarded: 0 }
}

/** Resolves in any case: where there is no storage, nothing is stored. */
async function deleteDatabase(name: string): Promise<void> {
  try {
    const request = indexedDB.deleteDatabase(name)
    // A tab that still has it open can go on for as long as it is there; then it is deleted.
    await new Promise((done) => {
      Object.assign(request, { onsuccess: done, onerror: done, onblocked: done })
    })
  } catch {
    // Storage is off.
  }
}
