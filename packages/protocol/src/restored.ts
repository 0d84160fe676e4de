/**
 * What a browser knows of links to conversations, and what it is answered. Apart from the requests,
 * whose rules a browser that only sends them has no use for.
 */
import * as v from 'valibot'

/**
 * In the address of the page that a link leads to: `#porchlight_restore=<token>`. What stands behind
 * the # is sent to no server.
 */
export const RESTORE_FRAGMENT = 'porchlight_restore'

/** `POST restore/request`: the same for every address. */
export interface RestoreLinkAnswer {
  readonly ok: true
}

export const restoreLinkAnswerSchema: v.GenericSchema<unknown, RestoreLinkAnswer> = v.object({
  ok: v.literal(true),
})

/** Of `POST /api/conversations/v1/restore`, always with status 200. */
export interface VisitorRestoreAnswer {
  readonly status: 'success' | 'invalid' | 'used' | 'expired'
  /** Ids of those that are the visitor's from now on; none unless it was a success. */
  readonly conversations: readonly string[]
}

export const visitorRestoreAnswerSchema: v.GenericSchema<unknown, VisitorRestoreAnswer> = v.object({
  status: v.picklist(['success', 'invalid', 'used', 'expired']),
  conversations: v.array(v.string()),
})
