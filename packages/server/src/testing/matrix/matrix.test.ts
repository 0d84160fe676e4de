import { describe, expect, it } from 'vitest'
import { allOpenRoutes, allRoutes } from '../../routes/all-routes.ts'
import type { Route } from '../../routes/route.ts'
import type { Caller } from '../test-server.ts'
import { unusedServices } from '../unused-services.ts'
import { keySet } from './key-set.ts'
import { OPEN_TABLE } from './open-table.ts'
import { type Row, TABLE } from './table.ts'
import { buildWorld, TEAM_SECRETS, type World } from './world.ts'

const nameOf = (route: Pick<Route, 'method' | 'path'>): string => `${route.method} ${route.path}`

const routes = allRoutes(unusedServices)

interface Told {
  readonly status: number
  readonly keys: readonly string[]
  readonly text: string
}

async function ask(world: World, route: Route, caller: Caller): Promise<Response> {
  const path = route.path.replaceAll(/:(\w+)/g, (_, name) => world.ids[name] ?? '')
  const root = route.isBesideConversations === true ? '/..' : ''
  const cursor = world.cursors[caller === world.owner ? 'owner' : 'team']
  const query = route.path === '/events' ? `?cursor=${cursor}` : ''
  const body = TABLE[nameOf(route)]?.body?.(world)
  return await caller.raw(route.method, `${root}${path}/${query}`, {
    headers: { 'Idempotency-Key': world.id(), accept: 'application/json' },
    ...(body !== undefined && { body }),
  })
}

async function tell(world: World, route: Route, caller: Caller): Promise<Told> {
  const response = await ask(world, route, caller)
  const { status } = response
  const text = await response.text()
  return { status, text, keys: status < 300 ? keySet(text) : [] }
}

/** The names in a row's shapes, in order, each once. */
function names(shapes: readonly string[]): string[] {
  return [...new Set(shapes.flatMap((shape) => shape.split(' ')).filter(Boolean))].sort()
}

function expected(row: Row['owner']): Omit<Told, 'text'> {
  if (row === 404) return { status: 404, keys: [] }
  const [status, ...shapes] = row
  return { status, keys: names(shapes) }
}

it('[SV30] has a row for every route, and no other', () => {
  expect(routes.map(nameOf).sort()).toEqual(Object.keys(TABLE).sort())
})

describe.each(routes.map((route) => [nameOf(route), route] as const))('%s', (name, route) => {
  const row = TABLE[name] ?? { owner: 404, stranger: 404, key: 403 }
  const isQueued = name.includes(':message')

  it('[SV30] refuses everybody who is nobody here, and strangers', async () => {
    const world = await buildWorld(isQueued)
    const answers: Record<string, number> = {}
    for (const [who, [caller]] of Object.entries(world.refused)) {
      answers[who] = (await tell(world, route, caller)).status
    }
    // A key learns that an endpoint is not for keys before it learns that a project is not its own.
    const isForVisitors = (who: string) => row.key === 403 && who === 'a key of another site'
    const refused = Object.entries(world.refused).map(([who, [, status]]) => [
      who,
      isForVisitors(who) ? 403 : status,
    ])
    expect(answers).toEqual(Object.fromEntries(refused))
    const stranger = await tell(world, route, world.stranger)
    expect(stranger.status).toBe(row.stranger)
    const unexpected = stranger.keys.filter((key) => !expected(row.owner).keys.includes(key))
    expect(unexpected.filter((key) => key !== 'reason')).toEqual([])
  })

  it('[SV32] gives the owner these keys, and nothing of the team', async () => {
    const world = await buildWorld(isQueued)
    const { text, ...told } = await tell(world, route, world.owner)
    expect(told).toEqual(expected(row.owner))
    expect(TEAM_SECRETS.filter((secret) => text.includes(secret))).toEqual([])
  })

  it('[SV34] gives a key these keys with its scope, and nothing with all others', async () => {
    const world = await buildWorld(isQueued)
    const [status, scope, ...shapes] = row.key === 403 ? [403, null] : row.key
    const [without, having] =
      scope === null
        ? [world.key, world.key]
        : [await world.keyWithout(scope), await world.keyWith(scope)]
    expect((await tell(world, route, without)).status).toBe(403)
    const { text, ...told } = await tell(world, route, having)
    expect(told).toEqual({ status, keys: names(shapes) })
    // A key is told where it is made, and nowhere else.
    expect(text.includes('plk_')).toBe(name === 'POST /api_keys')
  })

  it('[SV31] answers what is foreign exactly as what does not exist', async () => {
    const world = await buildWorld(isQueued)
    const ids = Object.fromEntries(Object.keys(world.ids).map((key) => [key, world.id()]))
    const [foreign, unknown] = [
      await ask(world, route, world.stranger),
      await ask({ ...world, ids }, route, world.stranger),
    ]
    // These make what does not exist; with the others nothing can be told apart.
    const isMaking = ['POST /tickets', 'POST ', 'POST /:conversation/open'].includes(name)
    const bytes = async (response: Response): Promise<unknown> => [
      response.status,
      [...response.headers].filter(([header]) => header !== 'x-request-id'),
      response.status === 404 ? await response.text() : null,
    ]
    const [one, other] = [await bytes(foreign), await bytes(unknown)]
    await Promise.all([foreign, unknown].map((response) => response.body?.cancel().catch(() => {})))
    expect(isMaking ? unknown.status : one).toEqual(isMaking ? expect.any(Number) : other)
  })
})

const openRoutes = allOpenRoutes(unusedServices)

it('[SV30] has a row for every open route, and no other', () => {
  expect(openRoutes.map(nameOf).sort()).toEqual(Object.keys(OPEN_TABLE).sort())
})

it.each(openRoutes.map((route) => [nameOf(route), route] as const))(
  '[SV30] answers at %s whoever comes as the table says',
  async (name, route) => {
    const { method } = route
    const world = await buildWorld(false)
    const cases = (await OPEN_TABLE[name]?.(world)) ?? []
    for (const { by, path = route.path, headers, body, status, keys = [] } of cases) {
      const response = await world.server.fetch(
        new Request(`http://chat.test${path}`, {
          method,
          headers: { 'content-type': 'application/json', ...headers },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        }),
      )
      const text = await response.text()
      const isFree = keys === 'free'
      const told = [by, response.status, response.ok && !isFree ? keySet(text) : []]
      expect(told).toEqual([by, status, isFree ? [] : names(keys)])
      // Whoever signs in is of the team.
      const isOfTeam = keys !== 'free' && keys.some((shape) => shape.includes('api_key'))
      const found = TEAM_SECRETS.filter((secret) => text.includes(secret))
      expect(isOfTeam ? [] : found).toEqual([])
    }
  },
)
