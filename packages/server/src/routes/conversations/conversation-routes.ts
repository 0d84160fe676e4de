/** The conversations resource. */
import { activityRoute } from '../activity/activity-route.ts'
import type { Route, Services } from '../route.ts'
import { appendRoute } from './append.ts'
import { cancelRoute } from './cancel.ts'
import { deleteRoute } from './delete.ts'
import { detailRoute } from './detail.ts'
import { listRoute } from './list.ts'
import { markReadRoute } from './mark-read.ts'
import { openRoute } from './open.ts'
import { streamRoute } from './stream.ts'

export function conversationRoutes(services: Services): readonly Route[] {
  return [
    listRoute(services),
    streamRoute(services),
    detailRoute(services),
    appendRoute(services),
    cancelRoute(services),
    deleteRoute(services),
    openRoute(services),
    markReadRoute(services),
    activityRoute(services),
  ]
}
