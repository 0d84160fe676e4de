/** Brings conversations of another browser here, by a link that is mailed. */
import { type ClientError, createRestore } from '@porchlight/client'
import { RESTORE_CAPABILITY } from '@porchlight/protocol'
import type { RestoreLinkResult, RestoreProblem, RestoreResult } from '../api/chat.ts'
import type { Connection } from './connection.ts'

export interface RestoreCommands {
  requestRestoreLink(email: unknown): Promise<RestoreLinkResult>
  restoreFromToken(token: unknown): Promise<RestoreResult>
}

export function createRestoreCommands({ sync, visitor }: Connection): RestoreCommands {
  const restore = visitor && createRestore(visitor)

  return {
    async requestRestoreLink(email) {
      const { connection, capabilities } = sync.status.get()
      const isOffered = connection !== 'online' || capabilities.includes(RESTORE_CAPABILITY)
      if (restore === null || !isOffered) return { kind: 'unavailable' }
      // The page itself, without what stands behind it: that may be anybody's secret.
      const page = location.origin + location.pathname
      const answer = await restore.requestLink({ email: String(email), page })
      if (answer.ok) return { kind: 'asked' }
      const { error } = answer
      const isWrong = error.kind === 'problem' && error.problem.attr === 'email'
      return { kind: isWrong ? 'no_address' : problemOf(error) }
    },
    async restoreFromToken(token) {
      if (restore === null) return { kind: 'unavailable' }
      const answer = await restore.redeem(String(token))
      if (!answer.ok) {
        const { error } = answer
        // What is no token at all is refused before anybody looks for it.
        const isWrong = error.kind === 'problem' && error.problem.attr === 'restore_token'
        return { kind: isWrong ? 'invalid' : problemOf(error) }
      }
      const { status, conversations: threads } = answer.value
      if (status !== 'success') return { kind: status }
      sync.wake()
      return { kind: 'restored', threads }
    },
  }
}

function problemOf(error: ClientError): RestoreProblem {
  if (error.kind !== 'problem') return 'unreachable'
  if (error.status === 429) return 'too_many'
  return error.status < 500 ? 'unavailable' : 'unreachable'
}
