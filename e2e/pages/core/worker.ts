/** The service worker of the core page's site, which replays once no tab is left. */
import { createConversationsTransport } from '@porchlight/client'
import { replayInBackground } from '@porchlight/sync/service-worker'
import type { CoreOptions } from './core-page.ts'

const { name, origin, token } = JSON.parse(
  new URLSearchParams(location.search).get('options') ?? '{}',
) as CoreOptions

replayInBackground({
  name,
  transport: ({ credentials }) => createConversationsTransport({ origin, token, credentials }),
})
