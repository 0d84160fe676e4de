/** The one place where the store, the server and the platform meet. */
import { createConversationsTransport } from '@porchlight/client'
import type { PageContext, Traits } from '@porchlight/protocol'
import { assemble, type Parts, type Sync, startLeadership } from '@porchlight/sync/assembly'
import type { ResolvedOptions } from './api/options.ts'

/** The first tab leads, and should connect at once. */
const PARTS: Parts = {
  leading: async () => ({ startLeadership }),
  actions: () => import('@porchlight/sync/actions'),
}

/**
 * Starts a core: opens the store, connects, replays what waits.
 *
 * One database per server and project, so that two chats on one origin do not meet in it.
 */
export function connect(options: ResolvedOptions): Sync {
  const { token } = options
  // With or without a slash at its end, it is the same server and the same database.
  const origin = new URL(options.apiHost, location.href).origin
  const sync = assemble(
    {
      name: `porchlight:${origin}:${token}`,
      transport: ({ credentials }) => createConversationsTransport({ origin, token, credentials }),
    },
    PARTS,
  )
  sync.setTraits(scalarsOf(options.traits ?? {}))
  sync.setContext(pageContext())
  return sync
}

/** What a page hands over may be anything; only scalars are traits. */
function scalarsOf(given: object): Traits {
  const entries = Object.entries(given)
  return Object.fromEntries(
    entries.filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
  )
}

/** What the team may see of the page a conversation began on. No query: secrets live there. */
function pageContext(): PageContext {
  return {
    current_url: `${location.origin}${location.pathname}`,
    referrer: withoutQuery(document.referrer),
    page_title: document.title,
    language: navigator.language,
  }
}

function withoutQuery(address: string): string | null {
  return address.replace(/[?#].*/, '') || null
}
