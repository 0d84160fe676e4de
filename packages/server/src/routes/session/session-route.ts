/** `POST /api/conversations/v1/session`: how a browser becomes a visitor, and stays one. */
import {
  CAPABILITIES,
  type FillRandom,
  type SessionAnswer,
  sessionRequestSchema,
  WIDGET_TOKEN_HEADER,
} from '@porchlight/protocol'
import { createSecret } from '../../auth/secrets.ts'
import { ACCESS_TOKEN_MS, continueSession, storeAccessToken } from '../../auth/session.ts'
import {
  authenticationFailed,
  invalid,
  superseded,
  unknownWidgetToken,
} from '../../problem-response.ts'
import { readBody } from '../read-body.ts'
import type { Services } from '../route.ts'

/** @throws Refusal 403 for the widget token, 401 when the browser has to begin anew, 409 */
export async function answerSession(
  { store, project, policy }: Services,
  random: FillRandom,
  request: Request,
): Promise<Response> {
  // Public, so there is nothing to be compared in constant time.
  if (request.headers.get(WIDGET_TOKEN_HEADER) !== project.widgetToken) throw unknownWidgetToken()
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
  const answer: SessionAnswer = {
    project: { id: project.id, name: project.name },
    visitor: outcome.visitor,
    access,
    expires_in: ACCESS_TOKEN_MS / 1000,
    capabilities: CAPABILITIES,
    max_queue_messages: policy.maxQueueMessages,
    mode: policy.hasAssistant ? 'assistant' : 'people',
    settings: project.settings,
  }
  return Response.json(answer)
}
