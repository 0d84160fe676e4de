import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { buildWorld, type World } from '../matrix/world.ts'
import { inDatabase } from '../test-database.ts'
import { BAD_BODIES, BAD_IDS, BAD_PARAMETERS, BAD_VALUES } from './bad-values.ts'
import { type GoodRequest, goodRequests, toRequest } from './requests.ts'

/**
 * Far more than anything takes, and far less than what a hostile text can cost. Of the processor, not
 * of the clock: a disk or a neighbour that is slow for a moment is no fault of a request.
 */
const BOUND_MS = 2_000

interface Spoiled {
  readonly what: string
  readonly request: Request
  /** Whether nothing but a refusal will do. */
  readonly isRefused: boolean
}

/** Sends them all. @returns what was answered in another way than it may be */
async function sendAll(
  spoil: (good: GoodRequest) => Iterable<Spoiled>,
): Promise<{ readonly world: World; readonly wrong: string[]; readonly sent: number }> {
  const world = await buildWorld(true)
  const requests = await goodRequests(world)
  return await inDatabase(world.place, async (db) => {
    const tables = (await db.introspection.getTables()).map(({ name }) => name)
    const counts = sql.join(
      tables.map((name) => sql`(select count(*) from ${sql.table(name)}) as ${sql.ref(name)}`),
    )
    const count = async (): Promise<string> =>
      JSON.stringify((await sql`select ${counts}`.execute(db)).rows)
    const wrong: string[] = []
    let sent = 0
    let before = await count()
    for (const good of requests) {
      for (const { what, request, isRefused } of spoil(good)) {
        const begin = process.cpuUsage()
        const response = await world.server.fetch(request)
        const { status } = response
        const refusal = status >= 400 ? await response.text() : null
        if (refusal === null) await response.body?.cancel()
        const { user, system } = process.cpuUsage(begin)
        const ms = (user + system) / 1_000
        const after = await count()
        sent += 1
        const reasons = [
          status >= 500 && 'is an error of ours',
          isRefused && status < 400 && 'is taken',
          status >= 400 && after !== before && `has written ${before} -> ${after}`,
          ms > BOUND_MS && `takes ${Math.round(ms)} ms of the processor`,
        ].filter((reason) => reason !== false)
        before = after
        if (reasons.length > 0) {
          wrong.push(`${good.name}: ${what.slice(0, 60)}: ${status} ${reasons.join(', ')}`)
        }
      }
    }
    return { world, wrong, sent }
  })
}

afterEach(() => expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false))

describe('[SV158] at every endpoint there is, nothing bad is more than refused', () => {
  it('in the place of an id', { timeout: 120_000 }, async () => {
    const { world, wrong, sent } = await sendAll(function* (good) {
      const inPath = [...good.pattern.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
      for (const name of inPath) {
        for (const id of BAD_IDS) {
          const request = toRequest(good, { ids: { [name]: id } })
          yield { what: `${name} = ${id}`, request, isRefused: true }
        }
      }
    })
    expect([wrong, world.errors]).toEqual([[], []])
    expect(sent).toBeGreaterThan(1_000)
  })

  it('in the place of a parameter', { timeout: 120_000 }, async () => {
    const { world, wrong, sent } = await sendAll(function* (good) {
      for (const name of good.parameters) {
        for (const value of BAD_PARAMETERS) {
          const request = toRequest(good, { parameter: { name, value } })
          yield { what: `${name} = ${value}`, request, isRefused: false }
        }
      }
    })
    expect([wrong, world.errors]).toEqual([[], []])
    expect(sent).toBeGreaterThan(500)
  })

  it('in the place of a body', { timeout: 120_000 }, async () => {
    const { world, wrong, sent } = await sendAll(function* (good) {
      if (good.fields.size === 0) return
      for (const [what, body] of Object.entries(BAD_BODIES)) {
        yield { what, request: toRequest(good, { body }), isRefused: true }
      }
      // What stands under these keys is not there, wherever else it would be welcome.
      const inside = JSON.stringify(good.body ?? {})
      for (const body of [`{"__proto__":${inside}}`, `{"constructor":{"prototype":${inside}}}`]) {
        yield { what: body, request: toRequest(good, { body }), isRefused: false }
      }
    })
    expect([wrong, world.errors]).toEqual([[], []])
    expect(sent).toBeGreaterThan(300)
  })

  it('in the place of a field', { timeout: 120_000 }, async () => {
    const { world, wrong, sent } = await sendAll(function* (good) {
      for (const [name, { isObject }] of good.fields) {
        const others = Object.entries(good.body ?? {}).filter(([other]) => other !== name)
        const rest = others.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
        for (const value of BAD_VALUES) {
          const body = `{${[...rest, `${JSON.stringify(name)}:${value}`].join()}}`
          const isRefused = value === '1e400' || (isObject && value.startsWith('['))
          yield { what: `${name} = ${value}`, request: toRequest(good, { body }), isRefused }
        }
      }
    })
    expect([wrong, world.errors]).toEqual([[], []])
    expect(sent).toBeGreaterThan(1_000)
  })
})
