/** What a failed request to a plain server means for the op that made it. */
import type { Outcome } from '@porchlight/protocol'
import type { ClientError } from '../../client-error.ts'
import { outcomeOfError as usualOutcome } from '../outcome.ts'

/** The words of hand-written refusals, which have no code. */
const MISSING = /^(Conversation does not exist|Conversation not found|Not found\.)$/

/** The usual answer classes, but for what the published API says in words alone. */
export function outcomeOfError(error: ClientError, endpoint: 'conversations' | 'queue'): Outcome {
  if (error.kind === 'problem') {
    const { status, problem } = error
    if (status === 404 && MISSING.test(problem.detail)) return { kind: 'gone' }
    // Nobody else would answer: people have no way into a conversation there.
    if (status === 402) return { kind: 'refused', code: problem.code, detail: problem.detail }
  }
  return usualOutcome(error, endpoint)
}

/** For what this server cannot do. The UI hides it by the capabilities. */
export const NOT_SUPPORTED: Outcome = {
  kind: 'refused',
  code: 'not_supported',
  detail: 'The published API has no way to do this.',
}
