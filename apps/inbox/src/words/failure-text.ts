/** From what went wrong to what we say about it. */
import type { ClientError } from '@porchlight/client'
import type { ReplyState } from '../models/reply-state.ts'
import type { SignInError } from '../session/session.ts'

/** One or two sentences: what happened, and what comes next. */
export function failureText(error: ClientError): string {
  switch (error.kind) {
    case 'offline':
      return 'We cannot reach the server. Check the connection.'
    case 'timeout':
      return 'The server did not answer in time.'
    case 'aborted':
      return 'The request was given up.'
    case 'malformed':
      return 'Something other than Porchlight answered: a proxy, or another version.'
    case 'problem':
      return refusalText(error)
  }
}

/** The same for an attempt to sign in. */
export function signInFailureText(error: SignInError): string {
  if (error.kind === 'unusable') return 'This is not an API key. Copy it again, whole.'
  if (error.kind === 'usedLink') {
    return 'This link was used, or it is too old. Ask for another one.'
  }
  if (error.kind === 'ended') {
    return 'You were signed out: your key is not accepted any more. Ask for another link.'
  }
  if (error.kind !== 'problem') return failureText(error)
  if (error.status === 401) return 'The server does not know this key.'
  if (error.status === 403) return 'This key may not read tickets. Ask for one with that scope.'
  return failureText(error)
}

/** The same for the mail with a sign-in link. */
export function linkFailureText(error: ClientError): string {
  if (error.kind === 'problem' && error.status === 400) {
    return 'This does not look like a mail address.'
  }
  return `No link was asked for. ${failureText(error)}`
}

/** The same for a reply; says when the server may have it although we were not told. */
export function replyFailureText({ error, before }: Failed): string {
  const reason = failureText(error)
  if (before === 'a part of this') return `${reason} ${PART}`
  if (isSurelyRefused(error)) return `Not sent. ${reason}`
  return `${reason} Your text is kept; sending it again cannot post it twice.`
}

type Failed = Pick<ReplyState & { kind: 'failed' }, 'error' | 'before'>

const PART =
  'A part of this may have been posted already: look at the conversation before you send it.'

/** The same for one that nobody was there to send. */
export function leftReplyText({ before }: Pick<Failed, 'before'>): string {
  if (before === 'a part of this') return PART
  return before === 'this'
    ? 'This may not have been sent: the page went while it was. Sending it again cannot post it twice.'
    : 'Not sent: the page went, or you were signed out, before it could. Send it, or go on writing.'
}

/** The same for a saved reply; what was written is still there. */
export function macroFailureText(error: ClientError, what: 'save' | 'remove'): string {
  if (what === 'remove') {
    return error.kind === 'problem' && error.status === 403
      ? 'Not deleted: this key may not change macros.'
      : `Not deleted. ${failureText(error)}`
  }
  if (error.kind === 'problem' && error.status === 409) {
    return 'Not saved: somebody else has changed it meanwhile. Save it again to replace what they wrote, or cancel to see it.'
  }
  if (error.kind === 'problem' && error.status === 404) {
    return 'Not saved: somebody has deleted it. Save it again to make another one.'
  }
  if (error.kind === 'problem' && error.status === 403) {
    return 'Not saved: this key may not change macros.'
  }
  return `Not saved. ${failureText(error)}`
}

/** Why there is no suggestion, and what to do instead. */
export function suggestionFailureText(error: ClientError): string {
  if (error.kind !== 'problem') return failureText(error)
  if (error.status === 403) return 'No assistant is set up that could suggest a reply.'
  if (error.status === 400) return 'There is no message yet that a reply could be suggested to.'
  if (error.status === 500) return 'The assistant knows nothing to say to this. Write it yourself.'
  return failureText(error)
}

/** A refusal in the words of the API, but for a server's own trouble, is a sure one. */
function isSurelyRefused(error: ClientError): boolean {
  return error.kind === 'problem' && error.status < 500
}

function refusalText(error: ClientError & { kind: 'problem' }): string {
  const { status, retryAfterMs } = error
  if (status === 401) return 'The key is no longer accepted.'
  if (status === 403) return 'This key may not do that.'
  if (status === 404) return 'The server does not have this ticket any more.'
  if (status === 429) return `Too many requests. Try again ${afterText(retryAfterMs)}.`
  if (status >= 500) return `The server has a problem (${status}).`
  return `The server refused this (${status}).`
}

function afterText(retryAfterMs: number | null): string {
  return retryAfterMs === null ? 'in a moment' : `in ${Math.ceil(retryAfterMs / 1000)} s`
}
