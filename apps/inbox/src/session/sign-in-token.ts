/** The token of a sign-in link, out of the address by which the page was opened. */

const LINK = /^#sign-in=(pls_[\w-]{43})$/

/** Whether somebody has opened a link in the page that is open already. */
export function hasSignInToken({ hash }: Pick<Location, 'hash'>): boolean {
  return LINK.test(hash)
}

/**
 * Takes the token out of the address at once: it must be in no history, and a reload must not try it
 * a second time.
 */
export function takeSignInToken(window: Pick<Window, 'location' | 'history'>): string | null {
  const { location, history } = window
  const [, token] = LINK.exec(location.hash) ?? []
  if (token === undefined) return null
  history.replaceState(null, '', location.pathname + location.search)
  return token
}
