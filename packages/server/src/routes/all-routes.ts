/** Every endpoint below a project. Fixed paths come before those with a parameter in their place. */
import { widgetApiRoutes } from '../widget-api/widget-api-routes.ts'
import { agentRoutes } from './agents/agent-routes.ts'
import { pictureRoute, pictureRoutes } from './agents/picture-routes.ts'
import { signInRoutes } from './agents/sign-in-routes.ts'
import { apiKeyRoutes } from './api-keys/api-key-routes.ts'
import { conversationRoutes } from './conversations/conversation-routes.ts'
import { eventRoutes } from './events/event-routes.ts'
import { identifyRoute } from './identify/identify-route.ts'
import { macroRoutes } from './macros/macro-routes.ts'
import { mailRoutes } from './mails/mail-routes.ts'
import { openApiRoute } from './openapi/openapi-route.ts'
import { profileConfigRoutes } from './profile-configs/profile-config-routes.ts'
import { queueRoutes } from './queue/queue-routes.ts'
import { restoreLinkRoute } from './restore/restore-link-route.ts'
import { restoreRoute } from './restore/restore-route.ts'
import type { OpenRoute, Route, Services } from './route.ts'
import { sessionRoute } from './session/session-route.ts'
import { settingsRoutes } from './settings/settings-routes.ts'
import { ticketRoutes } from './tickets/ticket-routes.ts'
import { viewRoutes } from './views/view-routes.ts'
import { eraseRoute } from './visitor/erase-route.ts'
import { visitorRoutes } from './visitors/visitor-routes.ts'

export function allRoutes(services: Services): readonly Route[] {
  return [
    ...eventRoutes(services),
    ...agentRoutes(services),
    ...pictureRoutes(services),
    ...ticketRoutes(services),
    ...viewRoutes(services),
    ...macroRoutes(services),
    ...profileConfigRoutes(services),
    ...mailRoutes(services),
    ...settingsRoutes(services),
    ...apiKeyRoutes(services),
    ...visitorRoutes(services),
    ...queueRoutes(services),
    ...conversationRoutes(services),
  ]
}

/** Every endpoint that finds out by itself who asks. */
export function allOpenRoutes(services: Services): readonly OpenRoute[] {
  const openRoutes = [
    sessionRoute(services),
    identifyRoute(services),
    eraseRoute(services),
    restoreLinkRoute(services),
    restoreRoute(services),
    ...signInRoutes(services),
    pictureRoute(services),
    ...widgetApiRoutes(services),
  ]
  return [...openRoutes, openApiRoute({ routes: allRoutes(services), openRoutes })]
}
