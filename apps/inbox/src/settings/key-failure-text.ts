/** Why a key was not made. */
import type { ClientError } from '@porchlight/client'
import { failureText } from '../words/failure-text.ts'

/** Fields as the form calls them. */
const FIELD_WORDS: Readonly<Record<string, string>> = {
  name: 'What it is for',
  scopes: 'What it may do',
  expires_at: 'How long it is good',
}

/** A refusal of the server says what is wrong, and with which field. */
export function keyFailureText(error: ClientError): string {
  if (error.kind !== 'problem' || error.status !== 400) return failureText(error)
  const { attr, detail } = error.problem
  const [field = ''] = (attr ?? '').split('.')
  return `${FIELD_WORDS[field] ?? 'The server'}: ${detail}`
}
