/** From a request to a draft: its id from the header, its author from who asks. */
import {
  type Author,
  countCharacters,
  MESSAGE_MAX_CHARACTERS,
  parse,
  uuidSchema,
  uuidv7,
} from '@porchlight/protocol'
import { headerRequired, invalid, messageTooLong } from '../problem-response.ts'
import type { Draft } from '../thread/message-rows.ts'
import type { Call } from './route.ts'

export const IDEMPOTENCY_HEADER = 'Idempotency-Key'

/** @throws Refusal 400 */
export function toDraft(call: Call, id: string, author: Author, content: string): Draft {
  // A key may send more; what a browser may send is what its composer refuses above.
  const isTooLong =
    call.principal.kind === 'visitor' && countCharacters(content) > MESSAGE_MAX_CHARACTERS
  if (isTooLong) throw messageTooLong()
  return { id, author, content }
}

/**
 * The id of the message that a request sends. Visitors must name one, since their browsers retry;
 * for a key without one the server does.
 *
 * @throws Refusal 400
 */
export function readIdempotencyKey({ request, principal }: Call): string {
  const header = request.headers.get(IDEMPOTENCY_HEADER)
  if (header === null) {
    if (principal.kind === 'visitor') throw headerRequired(IDEMPOTENCY_HEADER)
    return uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes))
  }
  const key = parse(uuidSchema, header)
  if (!key.ok) throw invalid(IDEMPOTENCY_HEADER, 'Must be a valid UUID.')
  return key.value
}
