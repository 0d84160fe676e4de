/** The public widget API, for stock clients and for pages that bring a widget of their own. */
import type { OpenRoute, Services } from '../routes/route.ts'
import { messageRoute } from './message.ts'
import { messagesRoute } from './messages.ts'
import { readRoute } from './read.ts'
import { remoteConfigRoute, remoteConfigScriptRoute } from './remote-config.ts'
import { restoreLinkRoute } from './restore-link-route.ts'
import { restoreRoute } from './restore-route.ts'
import { ticketsRoute } from './tickets.ts'

export function widgetApiRoutes(services: Services): readonly OpenRoute[] {
  return [
    messageRoute(services),
    messagesRoute(services),
    readRoute(services),
    ticketsRoute(services),
    restoreLinkRoute(services),
    restoreRoute(services),
    remoteConfigRoute(services),
    remoteConfigScriptRoute(services),
  ]
}
