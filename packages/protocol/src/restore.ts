/** What a visitor of our own widget sends to bring conversations of an address to their browser. */
import * as v from 'valibot'

/** What was mailed. */
export const restoreTokenSchema: v.GenericSchema<unknown, string> = v.pipe(
  v.string('Not a valid string.'),
  v.minLength(40, 'Ensure this field has at least 40 characters.'),
  v.maxLength(50, 'Ensure this field has no more than 50 characters.'),
)

/** `POST /api/conversations/v1/restore`. */
export interface VisitorRestoreRequest {
  readonly restore_token: string
}

export const visitorRestoreRequestSchema: v.GenericSchema<unknown, VisitorRestoreRequest> =
  v.object({ restore_token: restoreTokenSchema })
