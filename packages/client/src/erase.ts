/** How a visitor has everything of theirs deleted on the server. */
import type { Result } from './client-error.ts'
import { createVisitorRequester, type VisitorOptions } from './visitor-requester.ts'

/**
 * `DELETE /api/conversations/v1/visitor`. Once it has answered, nothing of the visitor is there any
 * more and their credentials are good for nothing. A browser that is not known there has nothing
 * there: that is a 401, and as good.
 */
export type Erase = (signal?: AbortSignal) => Promise<Result<null>>

/** @returns the call of the visitor whose credentials these are */
export function createErase(options: VisitorOptions): Erase {
  const { requester } = createVisitorRequester(options)
  const path = '/api/conversations/v1/visitor/'
  return (signal) => requester.empty({ method: 'DELETE', path, signal })
}
