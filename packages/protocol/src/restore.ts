/** How a visitor of our own widget brings conversations of an address to another browser. */
import * as v from 'valibot'

/**
 * In the address of the page that a link leads to: `#porchlight_restore=<token>`. What stands behind
 * the # is sent to no server.
 */
export const RESTORE_FRAGMENT = 'porchlight_restore'

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

/** Its answer, always with status 200. */
export type VisitorRestoreAnswer =
  | {
      readonly status: 'success'
      /** Ids of the conversations that are the visitor's from now on. */
      readonly conversations: readonly string[]
    }
  | { readonly status: 'invalid' | 'used' | 'expired' }

export const visitorRestoreAnswerSchema: v.GenericSchema<unknown, VisitorRestoreAnswer> = v.variant(
  'status',
  [
    v.object({ status: v.literal('success'), conversations: v.array(v.string()) }),
    v.object({ status: v.picklist(['invalid', 'used', 'expired']) }),
  ],
)
