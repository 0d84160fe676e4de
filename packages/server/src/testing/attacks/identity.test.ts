import { createHash } from 'node:crypto'
import { expect, vi } from 'vitest'
import { addIdentityKey } from '../../auth/identity-keys.ts'
import { DEFAULT_LIMITS } from '../../limits/limit-settings.ts'
import { addSiteKey, hashProof, signToken } from '../identity.ts'
import { stockClient } from '../stock-client.ts'
import { inDatabase } from '../test-database.ts'
import { openTestStoreWithProject } from '../test-project.ts'
import { type Answer, startTestServer, type TestServer } from '../test-server.ts'
import { askRaw, ROOT } from './ask.ts'
import { describeAttacks } from './attack-area.ts'

const IDENTIFY = '/api/conversations/v1/identify'
const RESTORE = '/restore'

const identify = (server: TestServer, access: string, body: unknown): Promise<Answer> =>
  askRaw(server, IDENTIFY, { access, body: JSON.stringify(body) })

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

async function addRestoreToken(server: TestServer, email: string): Promise<string> {
  const token = `${email}${'t'.repeat(43)}`.replaceAll(/\W/g, '').slice(0, 43)
  const hash = createHash('sha256').update(token).digest('hex')
  const now = server.clock.now()
  const row = { hash, project_id: 1, email, expires_at: now + 60_000, used_at: null }
  await inDatabase(server.place, (db) =>
    db
      .insertInto('restore_tokens')
      .values({ ...row, created_at: now })
      .execute(),
  )
  return token
}

describeAttacks('identity', {
  async 'ID-001'() {
    const server = await startTestServer()
    const [alice, bob] = [await server.visitor(), await server.visitor()]
    const traits = { anonymous_traits: { email: 'alice@example.test' } }
    const hers = await alice.open(traits)
    await alice.append(hers, 'Hello')
    const his = await bob.open(traits)
    await bob.append(his, 'I am Alice')
    expect((await bob.get('/')).body.results.map((row: { id: string }) => row.id)).toEqual([his])
    const { results } = (await server.key.get('/tickets/')).body
    expect(
      results.map((row: Answer['body']) => [row.identity_verified, row.person.is_identified]),
    ).toEqual([
      [null, false],
      [null, false],
    ])
  },
  async 'ID-003'() {
    const server = await startTestServer()
    await addSiteKey(server, 'HS256')
    const ada = await server.visitor()
    const iat = Math.floor(server.clock.now() / 1000)
    const claims = encode({ sub: 'alice', aud: 'plw_test', iat, exp: iat + 600 })
    for (const alg of ['none', 'None', 'NONE', '']) {
      const token = `${encode({ alg, typ: 'JWT' })}.${claims}.`
      expect((await identify(server, ada.access, { token })).status).toBe(401)
    }
    expect(
      await identify(server, ada.access, { token: await signToken(server, { sub: 'ada' }) }),
    ).toMatchObject({ status: 200, body: { distinct_id: 'ada' } })
  },
  async 'ID-005'() {
    const server = await startTestServer()
    await addSiteKey(server, 'HS256')
    const outbound = vi.spyOn(globalThis, 'fetch')
    const header = {
      kid: '../../../../dev/null',
      jku: 'https://sink.test/jwks.json',
      x5u: 'https://sink.test/c',
      jwk: { kty: 'oct', k: 'AA' },
    }
    const token = await signToken(server, { sub: 'alice' }, header)
    const { access } = await server.visitor()
    expect((await identify(server, access, { token })).status).toBe(401)
    const named = await signToken(server, { sub: 'alice' }, { ...header, kid: 'HS256' })
    expect((await identify(server, access, { token: named })).status).toBe(200)
    expect(outbound).not.toHaveBeenCalled()
    outbound.mockRestore()
  },
  async 'ID-010'() {
    const server = await startTestServer()
    await addSiteKey(server, 'hash')
    const { access } = await server.visitor()
    const statusOf = async (identity_hash: unknown): Promise<number> =>
      (await identify(server, access, { distinct_id: 'alice', identity_hash })).status
    const strings = await Promise.all(['', '0', '0'.repeat(64)].map(statusOf))
    const others = await Promise.all([['a'], { length: 64 }, null].map(statusOf))
    expect([strings, others]).toEqual([
      [401, 401, 401],
      [400, 400, 400],
    ])
  },
  async 'ID-011'() {
    const server = await startTestServer()
    const { access } = await server.visitor()
    const forged = hashProof('alice', '')
    expect((await identify(server, access, forged)).status).toBe(401)
    // However it came there.
    await addSiteKey(server, 'hash', { secret: '' })
    expect((await identify(server, access, forged)).status).toBe(401)
    const { store } = await openTestStoreWithProject()
    const key = { kid: 'k', algorithm: 'hash', key: '0'.repeat(31) } as const
    expect(await store.write((tx) => addIdentityKey(tx, 1, key))).toMatch('32 bytes')
  },
  async 'ID-013'() {
    const server = await startTestServer()
    const [attacker, victim] = [stockClient(server), stockClient(server)]
    const traits = { traits: { email: 'attacker@example.test' } }
    const his = await attacker.send('Mine', null, traits)
    const hers = await victim.send('My secret')
    const restore_token = await addRestoreToken(server, 'attacker@example.test')
    const { body } = await victim.post(RESTORE, { restore_token })
    expect(body).toMatchObject({ status: 'success', migrated_ticket_ids: [his.ticket_id] })
    const ids = async (who: typeof victim): Promise<string[]> =>
      (await who.get('/tickets')).body.results.map(({ id }: { id: string }) => id)
    expect([await ids(attacker), await ids(victim)]).toEqual([
      [],
      expect.arrayContaining([hers.ticket_id, his.ticket_id]),
    ])
  },
  async 'ID-014'() {
    const server = await startTestServer({ limits: DEFAULT_LIMITS })
    const client = stockClient(server, undefined, '198.51.100.1')
    await client.send('Mine', null, { traits: { email: 'ada@example.test' } })
    const restore_token = await addRestoreToken(server, 'ada@example.test')
    const redeem = async (token: string): Promise<unknown> => {
      const { status, body } = await client.post(RESTORE, { restore_token: token })
      return status === 200 ? body.status : status
    }
    expect([await redeem(restore_token), await redeem(restore_token)]).toEqual(['success', 'used'])
    const misses: unknown[] = []
    for (let n = 0; n < 30; n++) {
      misses.push(await redeem(`${n}`.padStart(43, 'x')))
      await server.clock.advance(10_000)
    }
    expect(misses.filter((answer) => answer === 429).length).toBeGreaterThanOrEqual(15)
    const stored = await inDatabase(server.place, (db) =>
      db.selectFrom('restore_tokens').selectAll().execute(),
    )
    expect(JSON.stringify(stored)).not.toContain(restore_token)
  },
  async 'ID-016'() {
    const server = await startTestServer()
    await addSiteKey(server, 'hash')
    const [alice, bob] = [await server.visitor(), await server.visitor()]
    await identify(server, alice.access, hashProof('alice'))
    const thread = await alice.open()
    await alice.append(thread, 'secret')
    await identify(server, bob.access, hashProof('bob'))
    expect([(await bob.get('/')).body.count, (await bob.get(`/${thread}/`)).status]).toEqual([
      0, 404,
    ])
  },
  async 'ID-018'() {
    const { session, refreshToken, clock, callerWith } = await startTestServer()
    const [first, second, other] = [refreshToken(), refreshToken(), refreshToken()]
    const begun = await session({ refresh: null, next: first })
    await session({ refresh: first, next: second })
    const secondTab = await session({ refresh: first, next: other })
    await clock.advance(10_001)
    const thief = await session({ refresh: first, next: other })
    const family = await session({ refresh: second, next: other })
    expect([secondTab.status, thief.status, family.status]).toEqual([409, 401, 401])
    expect((await callerWith(begun.body.access).get('/')).status).toBe(401)
  },
  async 'ID-019'() {
    const lines: unknown[] = []
    const note = (...line: unknown[]): void => void lines.push(line)
    const server = await startTestServer({
      log: { error: note, info: note, debug: note },
    })
    const next = server.refreshToken()
    const { body } = await server.session({ refresh: null, next })
    const caller = server.callerWith(body.access)
    const inUrl = await askRaw(server, `${ROOT}/?access_token=${body.access}&token=${body.access}`)
    const told = await caller.raw('GET', '/')
    const secrets = [body.access, next]
    const places = [JSON.stringify(lines), JSON.stringify([...told.headers]), await told.text()]
    expect(inUrl.status).toBe(401)
    expect(told.headers.get('set-cookie')).toBeNull()
    // The address of the first request is the attacker's own choice, and is logged without its query.
    for (const place of places) expect(secrets.filter((one) => place.includes(one))).toEqual([])
  },
  async 'ID-022'() {
    const server = await startTestServer()
    await addSiteKey(server, 'hash')
    await addSiteKey(server, 'HS256')
    const asSomebody = async (body: object): Promise<Answer> =>
      await identify(server, (await server.visitor()).access, body)
    const good = ['alice', 'Alice', 'al\u0131ce', '\u00e1lice']
    const visitors = await Promise.all(good.map((sub) => asSomebody(hashProof(sub))))
    expect(new Set(visitors.map(({ body }) => body.visitor)).size).toBe(good.length)
    for (const sub of ['alice ', 'a\u0301lice', 'alice\u0000', 'alice\u200b', 'x'.repeat(256)]) {
      expect((await asSomebody(hashProof(sub))).status, sub).toBeOneOf([400, 401])
      const token = await signToken(server, { sub })
      expect((await asSomebody({ token })).status, sub).toBe(401)
    }
  },
})
