/** What every endpoint that takes a message checks of it beside its schema. */
import { countCharacters, MESSAGE_MAX_CHARACTERS, parse, uuidSchema } from '@porchlight/protocol'
import { headerRequired, invalid, messageTooLong } from '../problem-response.ts'
import type { Call } from './route.ts'

const IDEMPOTENCY_HEADER = 'Idempotency-Key'

/** The header in the declaration of an endpoint that takes a message. */
export const IDEMPOTENCY_HEADERS: Readonly<Record<string, string>> = {
  [IDEMPOTENCY_HEADER]:
    'Id of the message (UUID): a repetition under the same id writes nothing new. Visitors must send it.',
}

/**
 * Refuses what the composer of a browser refuses; a key may send more.
 *
 * @throws Refusal 400
 */
export function checkLength({ principal }: Call, content: string): void {
  const isTooLong =
    principal.kind === 'visitor' && countCharacters(content) > MESSAGE_MAX_CHARACTERS
  if (isTooLong) throw messageTooLong()
}

/**
 * The id of the message that a request sends. Visitors must name one, since their browsers retry.
 *
 * @returns null for a key that names none: then the server does
 * @throws Refusal 400
 */
export function readIdempotencyKey({ request, principal }: Call): string | null {
  const header = request.headers.get(IDEMPOTENCY_HEADER)
  if (header === null) {
    if (principal.kind === 'visitor') throw headerRequired(IDEMPOTENCY_HEADER)
    return null
  }
  const key = parse(uuidSchema, header)
  if (!key.ok) throw invalid(IDEMPOTENCY_HEADER, 'Must be a valid UUID.')
  return key.value
}
