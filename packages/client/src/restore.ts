/** How a visitor brings conversations of another browser to this one, by a link that is mailed. */
import {
  type RestoreLinkAnswer,
  restoreLinkAnswerSchema,
  type VisitorRestoreAnswer,
  visitorRestoreAnswerSchema,
} from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import { createVisitorRequester, type VisitorOptions } from './visitor-requester.ts'

export interface Restore {
  /**
   * `POST /api/conversations/v1/restore/request`. The answer is the same whether there are
   * conversations of this address or not. Repeating it mails another link.
   *
   * @param page address that the link leads to, of the origin that asks; without its query
   */
  requestLink(
    wanted: { readonly email: string; readonly page: string },
    signal?: AbortSignal,
  ): Promise<Result<RestoreLinkAnswer>>
  /**
   * `POST /api/conversations/v1/restore`, by the visitor that asked: for others it is `invalid`. A link works once: of two calls the second says `used`,
   * also when the answer to the first was lost.
   */
  redeem(token: string, signal?: AbortSignal): Promise<Result<VisitorRestoreAnswer>>
}

/** @returns the calls of the visitor whose credentials these are */
export function createRestore(options: VisitorOptions): Restore {
  const { requester } = createVisitorRequester(options)
  const root = '/api/conversations/v1/restore'
  return {
    requestLink: ({ email, page }, signal) =>
      requester.json(
        {
          method: 'POST',
          path: `${root}/request/`,
          body: { email, request_url: page },
          signal,
        },
        restoreLinkAnswerSchema,
      ),
    redeem: (token, signal) =>
      requester.json(
        { method: 'POST', path: `${root}/`, body: { restore_token: token }, signal },
        visitorRestoreAnswerSchema,
      ),
  }
}
