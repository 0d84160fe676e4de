/**
 * Which pages may read what the API answers. A site without a list of domains lets every page: its
 * tokens travel in headers, so a foreign page has nothing of a visitor's to send along.
 */
import { type Clock, WIDGET_TOKEN_HEADER } from '@porchlight/protocol'
import type { Store } from '../store/store.ts'
import { readConversationsSettings } from './conversations-settings.ts'
import { isAllowedOrigin, originOf } from './origin-match.ts'

export interface AllowedOrigins {
  /**
   * The value of `Access-Control-Allow-Origin`: `*`, or the page's own origin where a list has it.
   *
   * @returns null when it may not read the answer; `null` as a text is never answered
   */
  allow(request: Request): Promise<string | null>
}

interface Site {
  readonly id: number
  readonly token: string
  readonly domains: readonly string[]
}

/** How long a change of a list may go unnoticed. */
const SITES_TTL_MS = 5_000

/** @returns a look-up that asks the store once in a while for all sites together */
export function createAllowedOrigins(store: Store, clock: Clock): AllowedOrigins {
  let known: { readonly sites: Promise<readonly Site[]>; readonly until: number } | null = null

  function sites(): Promise<readonly Site[]> {
    const now = clock.now()
    const isFresh = known !== null && now < known.until && now >= known.until - SITES_TTL_MS
    if (known === null || !isFresh) known = { sites: loadSites(store), until: now + SITES_TTL_MS }
    return known.sites
  }

  return {
    async allow(request) {
      if (request.headers.get('origin') === null) return '*'
      // Without an answer of the store nobody is let in; nor is that remembered.
      const all = await sites().catch(() => null)
      if (all === null) {
        known = null
        return null
      }
      const asked = all.filter(siteOf(request))
      // A preflight of a session names no site. What matters is whether it is a page of any.
      const asking = asked.length === 0 ? all : asked
      if (asking.some(({ domains }) => domains.length === 0)) return '*'
      const origin = originOf(request)
      const isAllowed = asking.some(({ domains }) => isAllowedOrigin(origin, domains))
      return isAllowed && origin !== null ? origin.origin : null
    },
  }
}

/** By the path, or by the public token. */
function siteOf(request: Request): (site: Site) => boolean {
  const { pathname } = new URL(request.url)
  const [, project] = /^\/api\/(?:projects|environments)\/(\d+)\//.exec(pathname) ?? []
  const [, token] = /^\/array\/([^/]+)\//.exec(pathname) ?? []
  const named = token ?? request.headers.get(WIDGET_TOKEN_HEADER)
  return (site) => (project === undefined ? site.token === named : String(site.id) === project)
}

async function loadSites(store: Store): Promise<readonly Site[]> {
  const rows = await store.read((tx) =>
    tx.db.selectFrom('projects').select(['id', 'widget_token', 'conversations_settings']).execute(),
  )
  return rows.map((row) => ({
    id: row.id,
    token: row.widget_token,
    domains: readConversationsSettings(row).widget_domains,
  }))
}
