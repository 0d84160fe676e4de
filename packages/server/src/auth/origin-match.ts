/**
 * Whether a page may do what a list of domains is for. Origins are compared whole, hosts by whole
 * labels; nothing is ever matched as a part of a text.
 */

/** The origin of the page that sends a request; null when it does not say, or is a sandbox. */
export function originOf(request: Pick<Request, 'headers'>): URL | null {
  const origin = request.headers.get('origin')
  if (origin !== null) {
    const url = parseWeb(origin)
    // What a browser sends is the serialised form. Anything else was not made by one.
    return url !== null && url.origin === origin ? url : null
  }
  return parseWeb(request.headers.get('referer') ?? '')
}

/** @param domains empty: everybody may, also who does not say where they are */
export function isAllowedOrigin(origin: URL | null, domains: readonly string[]): boolean {
  if (domains.length === 0) return true
  return origin !== null && isListed(origin, domains)
}

/**
 * Whether an address is on one of the domains; on none of an empty list.
 *
 * - `https://a.com` is that origin and no other.
 * - `a.com` is that host, over http and https and on every port; `a.com:8080` on that port.
 * - `*.a.com` is `a.com` and every host below it.
 */
export function isListed(url: URL, domains: readonly string[]): boolean {
  return domains.some((domain) => matches(url, domain.trim()))
}

/** Parses an address of the web; null for everything else, and for one that carries a password. */
export function parseWeb(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
  return isWeb && url.username === '' && url.password === '' ? url : null
}

function matches(url: URL, domain: string): boolean {
  if (domain.includes('://')) return parseWeb(domain)?.origin === url.origin
  const isWildcard = domain.startsWith('*.')
  // Parsed as the browser parsed the other one, so that both have the same letters.
  const wanted = parseWeb(`http://${isWildcard ? domain.slice(2) : domain}`)
  if (wanted === null) return false
  if (isWildcard && url.hostname.endsWith(`.${wanted.hostname}`)) return true
  if (url.hostname !== wanted.hostname) return false
  return !/:\d+$/.test(domain) || portOf(url) === portOf(wanted, domain)
}

/** A port as a number in text, also where it is the scheme's own. */
function portOf(url: URL, domain?: string): string {
  const written = domain === undefined ? url.port : (/:(\d+)$/.exec(domain)?.[1] ?? '')
  return written === '' ? (url.protocol === 'https:' ? '443' : '80') : String(Number(written))
}
