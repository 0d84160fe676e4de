/** Every endpoint below a project. Fixed paths come before those with a parameter in their place. */
import { conversationRoutes } from './conversations/conversation-routes.ts'
import { eventRoutes } from './events/event-routes.ts'
import { queueRoutes } from './queue/queue-routes.ts'
import type { Route, Services } from './route.ts'
import { ticketRoutes } from './tickets/ticket-routes.ts'

export function allRoutes(services: Services): readonly Route[] {
  return [
    ...eventRoutes(services),
    ...ticketRoutes(services),
    ...queueRoutes(services),
    ...conversationRoutes(services),
  ]
}
