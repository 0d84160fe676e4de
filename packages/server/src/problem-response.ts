/**
 * The only place that makes error bodies, beside the lists of those that are published
 * (`published-refusals.ts`, `widget-api/refusals.ts`). Everything else throws a `Refusal`, which
 * rolls back the transaction it is thrown in; anything else that is thrown becomes a 500 that says
 * nothing.
 */
import { MESSAGE_MAX_CHARACTERS, type ParseIssue, type ProblemBody } from '@porchlight/protocol'
import { jsonResponse } from './json-response.ts'

/** A refusal on its way to the client. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly body: ProblemBody | HandWrittenBody | PublicBody
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    body: ProblemBody | HandWrittenBody | PublicBody,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(('detail' in body ? body.detail : undefined) ?? ('error' in body ? body.error : ''))
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** The published API's second envelope, kept where it is published. */
export interface HandWrittenBody {
  readonly error?: string
  readonly detail?: string
  readonly error_type?: string
}

/** What the public widget API says, with the fields that are wrong. */
export interface PublicBody {
  readonly error: string
  readonly details?: Readonly<Record<string, readonly string[]>>
}

/** 404, the same bytes for what does not exist, is not yours, or is not for you. */
export function notFound(): Refusal {
  return refuse(404, 'invalid_request', 'not_found', 'Not found.')
}

/** 405 with the methods that there are. */
export function methodNotAllowed(method: string, allow: string): Refusal {
  const detail = `Method "${method}" not allowed.`
  const body = problem('invalid_request', 'method_not_allowed', detail)
  return new Refusal(405, body, { allow })
}

/** 400 that names the field, or null when the body as a whole is wrong. */
export function invalid(attr: string | null, detail: string): Refusal {
  return refuse(400, 'validation_error', 'invalid', detail, attr)
}

/** 400 for a body that its schema refused. */
export function invalidBody(issue: ParseIssue): Refusal {
  const attr = issue.path === '' ? null : issue.path
  if (!issue.isMissing) return invalid(attr, issue.message)
  return refuse(400, 'validation_error', 'required', 'This field is required.', attr)
}

/** 400 for a header that must be there. */
export function headerRequired(name: string): Refusal {
  return refuse(400, 'validation_error', 'required', `The header ${name} is required.`, name)
}

/** 400: a visitor's message has a limit of its own, below that of keys. */
export function messageTooLong(): Refusal {
  const detail = `Ensure this field has no more than ${MESSAGE_MAX_CHARACTERS} characters.`
  return invalid('content', detail)
}

/** 400 that hardly anybody gets to read: its client has gone. */
export function bodyBrokenOff(): Refusal {
  return invalid(null, 'The request body broke off.')
}

/** 413. */
export function bodyTooLarge(maxBytes: number): Refusal {
  const detail = `The request body is larger than ${maxBytes} bytes.`
  return refuse(413, 'invalid_request', 'invalid', detail)
}

/** 415. */
export function unsupportedMediaType(detail: string): Refusal {
  return refuse(415, 'invalid_request', 'unsupported_media_type', detail)
}

/** 403: the page that asks is on none of the site's domains. */
export function originNotAllowed(): Refusal {
  return refuse(403, 'authentication_error', 'permission_denied', 'Origin not allowed')
}

/** 401: no credentials were given. */
export function notAuthenticated(): Refusal {
  const detail = 'Authentication credentials were not provided.'
  return unauthorized('not_authenticated', detail)
}

/** 401: credentials were given, and are unknown, expired or revoked. */
export function authenticationFailed(): Refusal {
  return unauthorized('authentication_failed', 'The token is unknown or has expired.')
}

/** 403: the widget's public token is unknown, and asking again will not help. */
export function unknownWidgetToken(): Refusal {
  const detail = 'The widget token is missing or unknown.'
  return refuse(403, 'authentication_error', 'authentication_failed', detail)
}

/** 403: this project's chat is off. Its visitors keep what they wrote, and ask again another day. */
export function chatIsOff(): Refusal {
  const detail = 'Conversations is not enabled.'
  return refuse(403, 'authentication_error', 'authentication_failed', detail)
}

/** 403: this project mails no links to conversations. */
export function restoreIsOff(): Refusal {
  const detail = 'Restore is not enabled'
  return refuse(403, 'authentication_error', 'permission_denied', detail)
}

/** 403: the endpoint is not for this kind of principal. */
export function permissionDenied(): Refusal {
  const detail = 'This action does not support API key access.'
  return refuse(403, 'authentication_error', 'permission_denied', detail)
}

/** 403: the key is good, and not for this. */
export function scopeMissing(scope: string): Refusal {
  const detail = `API key missing required scope '${scope}'`
  return refuse(403, 'authentication_error', 'permission_denied', detail)
}

/** 409: the refresh token has another successor by now; another tab was faster. */
export function superseded(): Refusal {
  return conflict('superseded', 'This token was refreshed a moment ago.')
}

/** 401: what was to prove who the visitor is proves nothing. The visitor stays who they were. */
export function identityRefused(): Refusal {
  return unauthorized('identity_refused', 'This proof of identity does not hold.')
}

/**
 * 402 in the published code: the project has had its answers of this month.
 *
 * @param endsAt when the next month begins, in milliseconds since 1970
 */
export function quotaExhausted(limit: number, endsAt: number): Refusal {
  const day = new Date(endsAt).toISOString().slice(0, 10)
  const detail = `The quota of ${limit} answers in a month is used up until ${day} (UTC).`
  return refuse(402, 'invalid_request', 'quota_limit_exceeded', detail)
}

/** 409: this visitor is somebody else; the browser begins anew as another one. */
export function identityConflict(): Refusal {
  return conflict('identity_conflict', 'This visitor was proven to be somebody else.')
}

/** 409: the settings are not those any more that the change was made in. */
export function settingsChanged(): Refusal {
  return conflict('conflict', 'Somebody else has changed the settings meanwhile. Read them again.')
}

/** 409: the macro is not what the change was made in. */
export function macroChanged(): Refusal {
  return conflict('conflict', 'Somebody else has changed this macro meanwhile. Read it again.')
}

/** 409: whoever asks would have no key any more. */
export function ownKey(): Refusal {
  return conflict('conflict', 'This is the key that asks. Sign out, or revoke it by another one.')
}

/** 409: a run is on, so new content has to queue. */
export function runActive(): Refusal {
  return conflict('conflict', 'Cannot resume streaming with a new message')
}

/** 409: rows wait in the queue, and nothing may overtake them. */
export function queueNotEmpty(): Refusal {
  return conflict('queue_not_empty', 'Messages wait in the queue. Send this one there.')
}

/** 422: the id was used before, for something else. */
export function idempotencyMismatch(): Refusal {
  const detail = 'This id was used before with other content.'
  return refuse(422, 'invalid_request', 'idempotency_mismatch', detail)
}

/** 429 in the published words. Nothing has happened; it may be asked again after the wait. */
export function throttled(waitMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  const detail = `Request was throttled. Expected available in ${seconds} seconds.`
  const body = problem('throttled_error', 'throttled', detail)
  return new Refusal(429, body, { 'retry-after': String(seconds) })
}

/** 503 while the server shuts down. */
export function shuttingDown(): Refusal {
  const body = problem('server_error', 'error', 'The server is shutting down.')
  return new Refusal(503, body, { 'retry-after': '1' })
}

/** 503 while there is more to do than can be done. */
export function overloaded(retryAfterSeconds: number): Refusal {
  const body = problem('server_error', 'error', 'The server is overloaded.')
  return new Refusal(503, body, { 'retry-after': String(retryAfterSeconds) })
}

/** The response for whatever was thrown. An exception's own message never leaves the server. */
export function toProblemResponse(thrown: unknown): Response {
  if (thrown instanceof Refusal) {
    return jsonResponse(thrown.body, { status: thrown.status, headers: thrown.headers })
  }
  return jsonResponse(problem('server_error', 'error', 'A server error occurred.'), {
    status: 500,
  })
}

function conflict(code: string, detail: string): Refusal {
  return refuse(409, 'invalid_request', code, detail)
}

function unauthorized(code: string, detail: string): Refusal {
  const body = problem('authentication_error', code, detail)
  return new Refusal(401, body, { 'www-authenticate': 'Bearer' })
}

function refuse(
  status: number,
  type: string,
  code: string,
  detail: string,
  attr: string | null = null,
): Refusal {
  return new Refusal(status, { ...problem(type, code, detail), attr })
}

function problem(type: string, code: string, detail: string): ProblemBody {
  return { type, code, detail, attr: null }
}
