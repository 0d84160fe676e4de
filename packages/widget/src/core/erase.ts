/** Deletes everything of the visitor: on the server, then here. */
import { createErase } from '@porchlight/client'
import type { EraseResult } from '../api/chat.ts'
import type { Connection } from './connection.ts'

/**
 * @returns the command. Without a connection, or with a server that cannot erase, only what is here
 *   is deleted; with one that should and does not answer, nothing is
 */
export function createEraseCommand({ sync, visitor }: Connection): () => Promise<EraseResult> {
  return async () => {
    const { connection, capabilities } = sync.status.get()
    const isThere = connection === 'online' && capabilities.includes('erase')
    if (isThere && visitor !== null) {
      const answer = await createErase(visitor)()
      // Whom the server does not know has nothing there.
      const isGone = !answer.ok && answer.error.kind === 'problem' && answer.error.status === 401
      if (!answer.ok && !isGone) return { kind: 'unreachable' }
    }
    const { discarded } = await sync.signOut({ flushMs: 0 })
    return { kind: isThere ? 'erased' : 'erased_here', discarded }
  }
}
