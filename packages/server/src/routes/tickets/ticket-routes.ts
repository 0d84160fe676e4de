/** The tickets resource: opened by visitors, worked on by the team. */
import type { Route, Services } from '../route.ts'
import { assistantOutcomesRoute } from './assistant-outcomes.ts'
import { bulkRoutes } from './bulk.ts'
import { deleteRoute } from './delete.ts'
import { feedbackRoute } from './feedback.ts'
import { listRoute } from './list.ts'
import { messagesRoute } from './messages.ts'
import { noteRoute } from './note.ts'
import { openRoute } from './open.ts'
import { readRoute } from './read.ts'
import { replyRoute } from './reply.ts'
import { suggestRoute } from './suggest.ts'
import { unreadCountRoute } from './unread-count.ts'
import { updateRoutes } from './update.ts'

export function ticketRoutes(services: Services): readonly Route[] {
  return [
    openRoute(services),
    listRoute(services),
    unreadCountRoute(services),
    assistantOutcomesRoute(services),
    ...bulkRoutes(services),
    readRoute(services),
    ...updateRoutes(services),
    deleteRoute(services),
    messagesRoute(services),
    replyRoute(services),
    noteRoute(services),
    suggestRoute(services),
    feedbackRoute(services),
  ]
}
