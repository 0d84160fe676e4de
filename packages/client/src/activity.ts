/** How a visitor tells what they do at this moment. */
import type { VisitorDoing } from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import { createVisitorRequester, type VisitorOptions } from './visitor-requester.ts'

/**
 * `POST :conversation/activity/`, told to those of the team who are there, and kept nowhere: there is
 * no sense in saying it again when it has failed. For servers with the capability `activity`.
 */
export type TellActivity = (
  conversation: string,
  doing: VisitorDoing,
  signal?: AbortSignal,
) => Promise<Result<null>>

/** @returns the call of the visitor whose credentials these are */
export function createTellActivity(options: VisitorOptions): TellActivity {
  const { requester } = createVisitorRequester(options)
  return (conversation, doing, signal) => {
    const id = encodeURIComponent(conversation)
    const path = `/api/projects/{project}/conversations/${id}/activity/`
    return requester.empty({ method: 'POST', path, body: { doing }, signal })
  }
}
