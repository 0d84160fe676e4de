/** The picture of an agent: set and taken away by themselves, and had by whoever is told where it is. */
import { type Agent, agentSchema, pictureRequestSchema } from '@porchlight/protocol'
import { changePicture, findPicture, PICTURES_PATH } from '../../auth/agent-pictures.ts'
import { type Picture, readPicture } from '../../auth/read-picture.ts'
import { jsonResponse } from '../../json-response.ts'
import { invalid, notFound, permissionDenied } from '../../problem-response.ts'
import { wholeResponse } from '../../whole-response.ts'
import { bytesOf, json } from '../declaration.ts'
import { type Call, type OpenRoute, openRoute, type Route, route, type Services } from '../route.ts'
import { toAgent } from './agent-routes.ts'

export function pictureRoutes(services: Services): readonly Route[] {
  return [setRoute(services), removeRoute(services)]
}

function setRoute(services: Services): Route {
  return route({
    method: 'PUT',
    path: '/agents/me/picture',
    isBesideConversations: true,
    action: 'agent.picture',
    summary: "Set the picture of the agent whose key this is; 403 for a server's",
    body: pictureRequestSchema,
    answers: { 200: json(agentSchema) },
    async handle(call) {
      const { picture: text } = await call.readBody()
      const picture = readPicture(Buffer.from(text, 'base64'))
      if (typeof picture === 'string') throw invalid('picture', picture)
      return jsonResponse(await change(services, call, picture))
    },
  })
}

function removeRoute(services: Services): Route {
  return route({
    method: 'DELETE',
    path: '/agents/me/picture',
    isBesideConversations: true,
    action: 'agent.picture',
    summary: "Take the picture of the agent away whose key this is; 403 for a server's",
    answers: { 200: json(agentSchema) },
    handle: async (call) => jsonResponse(await change(services, call, null)),
  })
}

async function change(
  { store, random }: Services,
  { principal, url }: Call<unknown>,
  picture: Picture | null,
): Promise<Agent> {
  if (principal.kind !== 'key' || principal.agent === null) throw permissionDenied()
  const { agent } = principal
  const row = await store.write((tx) => changePicture(tx, agent, picture && { picture, random }))
  if (row === null) throw notFound()
  return toAgent(row, url)
}

const HEADERS = {
  // A cache that many share would have it for a year after it was taken away.
  'cache-control': 'private, max-age=31536000, immutable',
  // Whatever a browser takes it for when it is opened by itself, it can do nothing.
  'content-security-policy': "default-src 'none'; sandbox",
}

/** A page's `img` sends no key along, so it is the address itself that opens it.  [SV183] */
export function pictureRoute({ store }: Services): OpenRoute {
  return openRoute({
    method: 'GET',
    path: `${PICTURES_PATH}/:picture`,
    summary: 'The picture of an agent, for whoever was told where it is',
    answers: { 200: bytesOf('image/png', 'image/jpeg', 'image/webp') },
    async handle({ params }) {
      const found = await store.lookUp((tx) => findPicture(tx, params.picture ?? ''))
      if (found === null) throw notFound()
      const headers = new Headers({ ...HEADERS, 'content-type': found.media_type })
      return wholeResponse(Buffer.from(found.content, 'base64'), { headers })
    },
  })
}
