/** Forgets a visitor who has not agreed to being remembered. */
import type { Host } from '../api/host.ts'
import { databaseName } from './database-name.ts'
import { removeMarks } from './keep-mark.ts'

/**
 * Nothing is opened, and nobody is asked. There is nothing to delete but what a page has left that
 * did not ask for consent yet; what of that was never sent is not counted.
 *
 * @returns as signing out does
 */
export async function forgetUnasked({
  options,
  emit,
  link,
}: Pick<Host, 'options' | 'emit' | 'link'>): Promise<{ readonly discarded: number }> {
  removeMarks(options.token)
  delete link.token
  await deleteDatabase(databaseName(options))
  emit('reset', {})
  return { discarded: 0 }
}

/** Resolves in any case: where there is no storage, nothing is stored. */
async function deleteDatabase(name: string): Promise<void> {
  try {
    const request = indexedDB.deleteDatabase(name)
    // Tabs of ours let go of it at once. One that does not is not waited for.
    await new Promise((done) => {
      Object.assign(request, { onsuccess: done, onerror: done, onblocked: done })
    })
  } catch {
    // Storage is off.
  }
}
