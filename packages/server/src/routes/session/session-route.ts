/** `POST /api/conversations/v1/session`: how a browser becomes a visitor, and stays one. */
import {
  CAPABILITIES,
  type Capability,
  type ConversationsSettings,
  RESTORE_CAPABILITY,
  type SessionAnswer,
  type SessionRequest,
  sessionAnswerSchema,
  sessionRequestSchema,
  WIDGET_TOKEN_HEADER,
} from '@porchlight/protocol'
import { findConversationsSettings } from '../../auth/conversations-settings.ts'
import { isAllowedOrigin, isListed, originOf } from '../../auth/origin-match.ts'
import { findProjectByToken, type Project } from '../../auth/projects.ts'
import { createSecret } from '../../auth/secrets.ts'
import { ACCESS_TOKEN_MS, continueSession, storeAccessToken } from '../../auth/session.ts'
import { jsonResponse } from '../../json-response.ts'
import {
  authenticationFailed,
  chatIsOff,
  invalid,
  originNotAllowed,
  superseded,
  unknownWidgetToken,
} from '../../problem-response.ts'
import type { ReadTx } from '../../store/store.ts'
import { json } from '../declaration.ts'
import { type OpenCall, type OpenRoute, openRoute, type Services } from '../route.ts'

export function sessionRoute(services: Services): OpenRoute {
  return openRoute({
    method: 'POST',
    path: '/api/conversations/v1/session',
    credentials: 'widget_token',
    summary: 'Become a visitor, or stay one: an access token for a refresh token and its successor',
    body: sessionRequestSchema,
    answers: { 200: json(sessionAnswerSchema) },
    handle: (call) => answer(services, call),
  })
}

/** @throws Refusal 403 for the widget token, 401 when the browser has to begin anew, 409, 429 */
async function answer(
  { store, policy, random, limits, ownPages }: Services,
  { request, address, readBody }: OpenCall<SessionRequest>,
): Promise<Response> {
  const token = request.headers.get(WIDGET_TOKEN_HEADER)
  const site = token ? await store.lookUp((tx) => findSite(tx, token)) : null
  if (site === null) throw unknownWidgetToken()
  const { project, settings } = site
  const domains = settings.widget_domains
  if (!project.settings.enabled) throw chatIsOff()
  // Who sends no origin is no browser, and no list of domains can say anything about it.
  const isOfPage = request.headers.has('origin')
  const origin = originOf(request)
  if (isOfPage && !isAllowedOrigin(origin, domains)) throw originNotAllowed()
  const body = await readBody()
  limits.use([body.refresh === null ? 'new_visitors_per_address' : 'sessions_per_address', address])
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
    capabilities: capabilitiesOf(settings, origin !== null && isListed(origin, ownPages)),
    max_queue_messages: policy.maxQueueMessages,
    mode: policy.hasAssistant ? 'assistant' : 'people',
    settings: project.settings,
  }
  return jsonResponse(session)
}

interface Site {
  readonly project: Project
  readonly settings: ConversationsSettings
}

async function findSite(tx: ReadTx, token: string): Promise<Site | null> {
  const project = await findProjectByToken(tx, token)
  const settings = project && (await findConversationsSettings(tx, project.id))
  return project && settings && { project, settings }
}

/** A link that may lead nowhere is not offered. */
function capabilitiesOf(
  settings: ConversationsSettings,
  isOwnPage: boolean,
): readonly Capability[] {
  const { widget_restore_enabled: isOn, widget_domains: domains } = settings
  return isOn && (domains.length > 0 || isOwnPage)
    ? [...CAPABILITIES, RESTORE_CAPABILITY]
    : CAPABILITIES
}
