/** Brings conversations of another browser here, by a link that is mailed. */
import { type ClientError, createRestore, type Restore } from '@porchlight/client'
import { RESTORE_CAPABILITY } from '@porchlight/protocol'
import type { RestoreFailure, RestoreResult } from '../api/restore.ts'
import type { Connection } from './connection.ts'

/**
 * @param leaving aborted when the visitor signs out: a link is theirs alone, and what it would still
 *   bring them is lost on whoever comes next. Another one finds it, wherever it is by then
 * @returns the command
 */
export function createRestoreCommand(
  { sync, visitor }: Connection,
  leaving: () => AbortSignal,
): (by: unknown) => Promise<RestoreResult> {
  const restore = visitor && createRestore(visitor)

  return async (by) => {
    const { email = '', token }: Partial<Record<'email' | 'token', unknown>> = Object(by)
    const { connection, capabilities } = sync.status.get()
    const isOffered = connection !== 'online' || capabilities.includes(RESTORE_CAPABILITY)
    if (restore === null || !isOffered) return { kind: 'unavailable' }
    if (token === undefined) return await ask(restore, String(email))
    const result = await redeem(restore, String(token), leaving())
    if (result.kind === 'restored') sync.wake()
    return result
  }
}

async function ask(restore: Restore, email: string): Promise<RestoreResult> {
  // The page itself, without what stands behind it: that may be anybody's secret.
  const page = location.origin + location.pathname
  const answer = await restore.requestLink({ email, page })
  return { kind: answer.ok ? 'asked' : failureOf(answer.error) }
}

async function redeem(
  restore: Restore,
  token: string,
  leaving: AbortSignal,
): Promise<RestoreResult> {
  const answer = leaving.aborted ? null : await restore.redeem(token, leaving)
  if (answer === null || leaving.aborted) return { kind: 'invalid' }
  if (!answer.ok) return { kind: failureOf(answer.error) }
  const { status, conversations: threads } = answer.value
  return status === 'success' ? { kind: 'restored', threads } : { kind: status }
}

function failureOf(error: ClientError): RestoreFailure {
  if (error.kind !== 'problem') return 'unreachable'
  const { status, problem } = error
  if (problem.attr === 'email') return 'no_address'
  // What is no token at all is refused before anybody looks for it.
  if (problem.attr === 'restore_token') return 'invalid'
  if (status === 429) return 'too_many'
  return status < 500 ? 'unavailable' : 'unreachable'
}
