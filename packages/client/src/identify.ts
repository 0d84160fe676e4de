/** How a page that knows its visitor proves it. */
import { type Identified, type IdentifyRequest, identifiedSchema } from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import { createVisitorRequester, type VisitorOptions } from './visitor-requester.ts'

/**
 * `POST /api/conversations/v1/identify`. What this browser has written is the person's from then on;
 * the visitor may be another one than before. Repeating it changes nothing more.
 *
 * A proof that does not hold is a problem `identity_refused`. When this visitor was proven to be
 * somebody else it is `identity_conflict`: begin anew as another visitor.
 */
export type Identify = (proof: IdentifyRequest, signal?: AbortSignal) => Promise<Result<Identified>>

/** @returns the call of the visitor whose credentials these are */
export function createIdentify(options: VisitorOptions): Identify {
  const { requester } = createVisitorRequester(options)
  const path = '/api/conversations/v1/identify/'
  return (proof, signal) =>
    requester.json({ method: 'POST', path, body: proof, signal }, identifiedSchema)
}
