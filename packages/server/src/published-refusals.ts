/**
 * Refusals in the published API's second envelope: `error`, or `detail` alone. Clients of it look for
 * these bodies, so they are kept where they are published, and nothing new gets one.
 */
import { Refusal } from './problem-response.ts'

/** 400: what `chatIsOff` tells visitors, for the team. */
export function replyingIsOff(): Refusal {
  return new Refusal(400, { detail: 'Conversations is not enabled.' })
}

/** 400 or 403, for keys: the conversation is that of another project. */
export function foreignConversation(status: 400 | 403): Refusal {
  return new Refusal(status, { error: "Cannot access other users' conversations" })
}

/** 404 in the words of the endpoint. */
export function conversationMissing(error: string): Refusal {
  return new Refusal(404, { error })
}

/** 400: there is nothing to attach to. */
export function nothingToAttach(): Refusal {
  return new Refusal(400, { error: 'Cannot stream from non-existent conversation' })
}

/** 422: it was tried, and failed in here. */
export function failedTo(what: 'append message' | 'cancel conversation'): Refusal {
  return new Refusal(422, { error: `Failed to ${what}` })
}

/** 409: nothing was queued. */
export function queueFull(max: number): Refusal {
  const detail = `Only ${max} messages can be queued at a time.`
  return new Refusal(409, { error: 'queue_full', detail })
}

/** 404: it was posted or taken back by now, or never there. */
export function notQueued(): Refusal {
  return new Refusal(404, { detail: 'Queue message not found.' })
}

/** 403: nothing here answers in the place of people. */
export function assistantNotApproved(): Refusal {
  const detail = 'AI data processing is not approved for this organization'
  return new Refusal(403, { detail })
}

/** 400: a suggestion has nothing to go by. */
export function nothingToAnswer(): Refusal {
  return new Refusal(400, { detail: 'No messages in this ticket' })
}

/**
 * 500: no suggestion this time.
 *
 * @param errorType `validation_error` when the assistant came up with nothing
 */
export function suggestionFailed(errorType: 'validation_error' | 'unknown_error'): Refusal {
  const detail = 'Failed to generate suggestion. Please try again.'
  return new Refusal(500, { detail, error_type: errorType })
}
