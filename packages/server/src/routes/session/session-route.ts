/** `POST /api/conversations/v1/session`: how a browser becomes a visitor, and stays one. */
import {
  CAPABILITIES,
  type SessionAnswer,
  sessionRequestSchema,
  WIDGET_TOKEN_HEADER,
} from '@porchlight/protocol'
import { findProjectByToken } from '../../auth/projects.ts'
import { createSecret } from '../../auth/secrets.ts'
import { ACCESS_TOKEN_MS, continueSession, storeAccessToken } from '../../auth/session.ts'
import {
  authenticationFailed,
  invalid,
  superseded,
  unknownWidgetToken,
} from '../../problem-response.ts'
import { readBody } from '../read-body.ts'
import type { OpenRoute, Services } from '../route.ts'

export function sessionRoute(services: Services): OpenRoute {
  return {
    method: 'POST',
    path: '/api/conversations/v1/session',
    handle: ({ request }) => answer(services, request),
  }
}

/** @throws Refusal 403 for the widget token, 401 when the browser has to begin anew, 409 */
async function answer({ store, policy, random }: Services, request: Request): Promise<Response> {
  const token = request.headers.get(WIDGET_TOKEN_HEADER)
  const project = token && (await store.read((tx) => findProjectByToken(tx, token)))
  if (!project) throw unknownWidgetToken()
  const body = await readBody(request, sessionRequestSchema)
  const access = createSecret('pla', random)
  const outcome = await store.write(async (tx) => {
    const continued = await continueSession(tx, project.id, body)
    if (continued.kind === 'visitor') await storeAccessToken(tx, continued.visitor, access)
    return continued
  })
  switch (outcome.kind) {
    case 'unknown':
      throw authenticationFailed()
    case 'superseded':
      throw superseded()
    case 'invalid_next':
      throw invalid('next', 'This token was used before.')
    case 'visitor':
      break
  }
  const session: SessionAnswer = {
    project: { id: project.id, name: project.name },
    visitor: outcome.visitor,
    access,
    expires_in: ACCESS_TOKEN_MS / 1000,
    capabilities: CAPABILITIES,
    max_queue_messages: policy.maxQueueMessages,
    mode: policy.hasAssistant ? 'assistant' : 'people',
    settings: project.settings,
  }
  return Response.json(session)
}
