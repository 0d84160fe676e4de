import { RESTORE_FRAGMENT } from '@porchlight/protocol'

/**
 * The token of a mailed link that led to this page, which is gone from the address from then on.
 */
export function takeToken(): string | undefined {
  const [, token] = location.hash.split(`#${RESTORE_FRAGMENT}=`)
  if (token) history.replaceState(history.state, '', location.pathname + location.search)
  return token
}
