/** How the public widget API refuses: most of it in an envelope of its own, as published. */
import type { ParseIssue } from '@porchlight/protocol'
import { type PublicBody, Refusal } from '../problem-response.ts'

/** 403: no widget token was sent. */
export function tokenRequired(): Refusal {
  return refuse(403, 'Authentication required')
}

/** 403, in the other envelope. */
export function tokenUnknown(): Refusal {
  return new Refusal(403, {
    type: 'authentication_error',
    code: 'authentication_failed',
    detail: 'Invalid token or conversations not enabled',
    attr: null,
  })
}

/** 400: a field is missing or wrong, and which. */
export function invalidData({ path, message, isMissing }: ParseIssue): Refusal {
  const field = path === '' ? 'non_field_errors' : path
  return invalidField(field, isMissing ? 'This field is required.' : message)
}

/** The same for what no schema checks. */
export function invalidField(field: string, message: string): Refusal {
  return new Refusal(400, { error: 'Invalid request data', details: { [field]: [message] } })
}

/** 400 for a path or a field that should name a ticket. */
export function invalidTicketId(): Refusal {
  return refuse(400, 'Invalid ticket_id format')
}

/** 400 for whoever fills a field that people do not see. */
export function trapped(): Refusal {
  return refuse(400, 'Invalid request')
}

/** 403: not this caller's ticket, or a proof that proves nothing; which of them is not said. */
export function forbidden(): Refusal {
  return refuse(403, 'Forbidden')
}

export function ticketNotFound(): Refusal {
  return refuse(404, 'Ticket not found')
}

export function originNotAllowed(): Refusal {
  return refuse(403, 'Origin not allowed')
}

export function restoreDisabled(): Refusal {
  return refuse(403, 'Restore is not enabled')
}

/** 403: a link may only lead back to the page that asks for it. */
export function urlOfOtherOrigin(): Refusal {
  return refuse(403, 'URL must match request origin')
}

/** 403: the page is not on the list of the project, which may be empty. */
export function urlNotAllowed(): Refusal {
  return refuse(403, 'URL domain not allowed')
}

function refuse(status: number, error: string): Refusal {
  const body: PublicBody = { error }
  return new Refusal(status, body)
}
