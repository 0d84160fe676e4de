import type { ClientError } from '@porchlight/client'

/** Whether the server has turned down the key itself, so that asking again is of no use. */
export function isKeyRefused(error: ClientError): boolean {
  return error.kind === 'problem' && (error.status === 401 || isWithoutRight(error))
}

/** The key is known, but was not given the scope for this. */
function isWithoutRight(error: ClientError & { kind: 'problem' }): boolean {
  return error.status === 403 && error.problem.code === 'permission_denied'
}
