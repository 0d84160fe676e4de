/** The public widget API, for stock clients and for pages that bring a widget of their own. */
import type { OpenRoute, Services } from '../routes/route.ts'
import { messageRoute } from './message.ts'
import { messagesRoute } from './messages.ts'
import { readRoute } from './read.ts'
import { ticketsRoute } from './tickets.ts'

export function widgetApiRoutes(services: Services): readonly OpenRoute[] {
  return [
    messageRoute(services),
    messagesRoute(services),
    readRoute(services),
    ticketsRoute(services),
  ]
}
