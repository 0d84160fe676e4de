/** The tickets resource: opened by visitors, worked on by the team. */
import type { Route, Services } from '../route.ts'
import { listRoute } from './list.ts'
import { messagesRoute } from './messages.ts'
import { openRoute } from './open.ts'
import { readRoute } from './read.ts'
import { replyRoute } from './reply.ts'
import { updateRoutes } from './update.ts'

export function ticketRoutes(services: Services): readonly Route[] {
  return [
    openRoute(services),
    listRoute(services),
    readRoute(services),
    ...updateRoutes(services),
    messagesRoute(services),
    replyRoute(services),
  ]
}
