import { RESTORE_FRAGMENT } from '@porchlight/protocol'

/** The token of a mailed link that led to this page; it has gone from the page's address then. */
export function takeToken(): string | undefined {
  const [page, token] = location.href.split(`#${RESTORE_FRAGMENT}=`)
  try {
    if (token) history.replaceState(history.state, '', page)
  } catch {
    // Browsers refuse a page that asks too often. The link works once, and is no secret after that.
  }
  return token
}
