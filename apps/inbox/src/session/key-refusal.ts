/** Answers that are about the key and not about what was asked. */
import type { ClientError } from '@porchlight/client'

/** The server does not know the key, or not any more. */
export function isKeyUnknown(error: ClientError): boolean {
  return error.kind === 'problem' && error.status === 401
}

/** The key is known, but was not given the scope for this. */
export function isKeyWithoutRight(error: ClientError): boolean {
  return error.kind === 'problem' && error.status === 403
}
