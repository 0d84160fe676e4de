/** The mails that a server without a mail server keeps, or could not send. */
import { type KeptMail, keptMailSchema, type ListPage, listPageSchema } from '@porchlight/protocol'
import type { Result } from './client-error.ts'
import type { Requester } from './request.ts'

export interface MailsClient {
  /** `GET mails/`: the newest first. Only for a key that may do everything. */
  list(
    page: { limit: number; offset: number },
    signal?: AbortSignal,
  ): Promise<Result<ListPage<KeptMail>>>
}

/** The calls of this resource over a requester. */
export function createMailsClient(http: Requester): MailsClient {
  const root = '/api/projects/{project}/conversations/mails/'
  return {
    list: ({ limit, offset }, signal) =>
      http.json(
        { method: 'GET', path: `${root}?limit=${limit}&offset=${offset}`, signal },
        listPageSchema(keptMailSchema),
      ),
  }
}
