/** The one place where the store, the server and the platform meet. */
import {
  type ConversationsTransportOptions,
  createConversationsTransport,
  type VisitorOptions,
} from '@porchlight/client'
import type { PageContext, Transport, TransportKit } from '@porchlight/protocol'
import { assemble, type Parts, startLeadership } from '@porchlight/sync/assembly'
import { coreKinds } from './api/core-options.ts'
import type { Host } from './api/host.ts'
import type { Connection } from './core/connection.ts'
import { databaseName, serverOrigin } from './core/database-name.ts'
import { fetchTransport } from './core/transports.ts'

/** The first tab leads, and should connect at once. */
const PARTS: Parts = {
  leading: async () => ({ startLeadership }),
  actions: async () => (await import('./core/seldom.ts')).actions,
}

/**
 * Starts a core: opens the store, connects, replays what waits. Rejects where the file with another
 * transport cannot be had.
 *
 * @param onAside hears what the server says beside what is stored
 */
export async function connect(
  host: Host,
  onAside: NonNullable<ConversationsTransportOptions['onAside']>,
): Promise<Connection> {
  const { options, read } = host
  const { token } = options
  const { transport, ...given } = read(coreKinds)
  const origin = serverOrigin(options)
  let visitor: VisitorOptions | null = null

  function createOurs({ credentials }: TransportKit): Transport {
    visitor = { origin, token, credentials }
    return createConversationsTransport({ ...visitor, onAside })
  }

  const server = { ...given, origin, token }
  const isOurs = transport === undefined || transport === 'conversations'
  const other = isOurs ? null : await fetchTransport(host, transport)
  const sync = assemble(
    {
      name: databaseName(options),
      transport: (kit) => other?.createTransport(kit, server) ?? createOurs(kit),
    },
    PARTS,
  )
  sync.setContext(pageContext())
  return { sync, visitor }
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
