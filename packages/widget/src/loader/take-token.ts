import { RESTORE_FRAGMENT } from '@porchlight/protocol'

/** The token of a mailed link that led to this page; it has gone from the page's address then. */
export function takeToken(): string | undefined {
  const [page, token] = location.href.split(`#${RESTORE_FRAGMENT}=`)
  if (token) history.replaceState(history.state, '', page)
  return token
}
