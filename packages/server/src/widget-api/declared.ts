/** What the endpoints of the public widget API have in common, for the API's document. */
import { countSchema, textSchema, ticketStatusSchema, uuidSchema } from '@porchlight/protocol'
import type { QueryParameter } from '../routes/declaration.ts'
import type { OpenRoute } from '../routes/route.ts'
import { invalidData } from './refusals.ts'

/** Where it is. */
export const ROOT = '/api/conversations/v1/widget'

/** How the sender is known, and how a wrong body is refused. */
export const WIDGET_API: Pick<OpenRoute, 'credentials' | 'refuseBody'> = {
  credentials: 'widget_token',
  refuseBody: invalidData,
}

/** Who asks: a session, an id with its hash, or both. */
const CALLER_QUERY: Readonly<Record<string, QueryParameter>> = {
  widget_session_id: { description: 'The session of a browser.', schema: uuidSchema },
  identity_distinct_id: { description: 'A person, with the hash.', schema: textSchema },
  identity_hash: { description: 'HMAC-SHA256 of the id, in hex.', schema: textSchema },
  identity_email: { description: 'Their address, with its hash and end.', schema: textSchema },
  identity_hash_email: { description: 'HMAC-SHA256 of the claim, in hex.', schema: textSchema },
  identity_exp_email: { description: 'When the claim ends, in Unix seconds.', schema: countSchema },
}

/** Of a page of messages. A value out of range is refused here. */
export const MESSAGES_QUERY: Readonly<Record<string, QueryParameter>> = {
  ...CALLER_QUERY,
  after: { description: 'A time; messages behind it alone.', schema: textSchema },
  limit: { description: 'From 1 to 500, default 500.', schema: countSchema },
}

/** Of a page of tickets. */
export const TICKETS_QUERY: Readonly<Record<string, QueryParameter>> = {
  ...CALLER_QUERY,
  status: { description: 'One status.', schema: ticketStatusSchema },
  limit: { description: 'From 1 to 500, default 100.', schema: countSchema },
  offset: { description: 'How many to skip.', schema: countSchema },
}
