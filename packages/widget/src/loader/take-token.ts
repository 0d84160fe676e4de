/** What a mailed link has brought, and nobody has used so far. */
export interface RestoreLink {
  token?: string | undefined
}

/**
 * Takes the token of a mailed link out of the page's address. Some mail clients encode the sign in
 * its middle, so the name stands here as a pattern; a test compares it with the protocol's.
 *
 * @returns it, where there was one
 */
export function takeToken(link: RestoreLink): string | undefined {
  const [page, token] = location.href.split(/#porchlight_restore(?:=|%3d)/i)
  if (token) {
    link.token = token
    try {
      history.replaceState(history.state, '', page)
    } catch {
      // Browsers refuse a page that asks too often. The link works once, and is no secret after that.
    }
  }
  return token
}
