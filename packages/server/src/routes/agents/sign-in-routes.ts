/** `POST /api/agents/v1/sign_in_link` and `sign_in`: for those who have no key yet. */
import {
  type SignedIn,
  type SignInRequest,
  signedInSchema,
  signInLinkAnswerSchema,
  signInLinkRequestSchema,
  signInRequestSchema,
} from '@porchlight/protocol'
import { findAgentsByEmail } from '../../auth/agents.ts'
import { deleteOldLinks, redeemSignInLink, sendSignInLink } from '../../auth/sign-in.ts'
import { jsonResponse } from '../../json-response.ts'
import { invalid, Refusal } from '../../problem-response.ts'
import type { AgentRow } from '../../store/schema.ts'
import { toIso } from '../../thread/conversation-view.ts'
import { json } from '../declaration.ts'
import { type OpenCall, type OpenRoute, openRoute, type Services } from '../route.ts'
import { toAgent } from './agent-routes.ts'

export function signInRoutes(services: Services): readonly OpenRoute[] {
  return [linkRoute(services), signInRoute(services)]
}

function linkRoute({ store, limits, random, publicUrl }: Services): OpenRoute {
  return openRoute({
    method: 'POST',
    path: '/api/agents/v1/sign_in_link',
    summary: 'Ask for a mail with a sign-in link; the answer is the same for every address',
    body: signInLinkRequestSchema,
    answers: { 200: json(signInLinkAnswerSchema) },
    async handle({ address, readBody }) {
      const { email } = await readBody()
      limits.use(['sign_in_links_per_address', address])
      await store.write(async (tx) => {
        await deleteOldLinks(tx)
        for (const agent of await findAgentsByEmail(tx, email)) {
          if (!mayMail(agent)) continue
          await sendSignInLink(tx, { agent, inbox: `${publicUrl}/inbox/`, random })
        }
      })
      return jsonResponse({ ok: true })
    },
  })

  /** A refusal would tell that somebody has this address, so there is only no further mail. */
  function mayMail({ id }: AgentRow): boolean {
    try {
      limits.use(['sign_in_links_per_agent', id])
      return true
    } catch (cause) {
      if (cause instanceof Refusal) return false
      throw cause
    }
  }
}

function signInRoute(services: Services): OpenRoute {
  return openRoute({
    method: 'POST',
    path: '/api/agents/v1/sign_in',
    summary: 'Get a key of your own for the token of a sign-in link, once',
    body: signInRequestSchema,
    answers: { 200: json(signedInSchema) },
    handle: (call) => signIn(services, call),
  })
}

/** @throws Refusal 400 for a link that is worth nothing, 429 */
async function signIn(
  { store, limits, random }: Services,
  { address, url, readBody }: OpenCall<SignInRequest>,
): Promise<Response> {
  const { token } = await readBody()
  limits.use(['sign_ins_per_address', address])
  const made = await store.write((tx) => redeemSignInLink(tx, token, random))
  if (made === null) throw invalid('token', 'This link is unknown, used or too old.')
  const signedIn: SignedIn = {
    api_key: made.key,
    expires_at: toIso(made.expiresAt),
    project: made.agent.project_id,
    agent: toAgent(made.agent, url),
  }
  return jsonResponse(signedIn)
}
