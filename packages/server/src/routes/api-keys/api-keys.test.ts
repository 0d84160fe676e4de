import { describe, expect, it } from 'vitest'
import { removeAgent } from '../../auth/agents.ts'
import { addAgent } from '../../testing/agents.ts'
import { inDatabase, inStore } from '../../testing/test-database.ts'
import { type Json, startTestServer } from '../../testing/test-server.ts'

const PATH = '/../api_keys/'

describe('[SV207] a key', () => {
  it('is told once, where it is made, and can do what it was made for', async () => {
    const { key, callerWith, clock } = await startTestServer()
    const made = await key.post(PATH, { name: ' Shop ', scopes: ['ticket:read'] })
    const { secret, ...told } = made.body
    expect([made.status, told]).toEqual([
      201,
      {
        id: expect.any(String),
        name: 'Shop',
        scopes: ['ticket:read'],
        agent: null,
        is_current: false,
        expires_at: null,
        created_at: new Date(clock.now()).toISOString(),
      },
    ])
    const shop = callerWith(secret)
    const asked = [await shop.get('/tickets/'), await shop.get('/settings/')]
    expect(asked.map(({ status }) => status)).toEqual([200, 403])
    const listed = await key.get(PATH)
    expect(listed.body).toMatchObject({ count: 1, results: [told] })
    expect(JSON.stringify(listed.body)).not.toContain(secret)
  })

  it('is listed while it is accepted, the newest first, with whose it is', async () => {
    const test = await startTestServer()
    const { key, clock } = test
    const expires_at = new Date(clock.now() + 60_000).toISOString()
    await key.post(PATH, { name: 'Short', scopes: ['*'], expires_at })
    await clock.advance(1)
    const grace = await addAgent(test)
    const names = (body: Json): Json[] =>
      body.results.map(({ name, agent, is_current }: Json) => [name, agent?.name, is_current])
    expect(names((await grace.get(PATH)).body)).toEqual([
      ['Grace', 'Grace', true],
      ['Short', undefined, false],
    ])
    await clock.advance(60_000)
    expect(names((await grace.get(PATH)).body)).toEqual([['Grace', 'Grace', true]])
  })

  it.each<[string, Json, string]>([
    ['no name', { name: ' ', scopes: ['*'] }, 'name'],
    ['a name that is too long', { name: 'x'.repeat(201), scopes: ['*'] }, 'name'],
    ['no scope', { name: 'x', scopes: [] }, 'scopes'],
    ['a scope that there is not', { name: 'x', scopes: ['ticket:eat'] }, 'scopes.0'],
    ['all scopes and one more', { name: 'x', scopes: ['*', 'ticket:read'] }, 'scopes'],
    [
      'an end that has passed',
      { name: 'x', scopes: ['*'], expires_at: '2020-01-01' },
      'expires_at',
    ],
  ])('is not made with %s', async (_, wanted, attr) => {
    const { key } = await startTestServer()
    const refused = await key.post(PATH, wanted)
    expect([refused.status, refused.body.attr]).toEqual([400, attr])
    expect((await key.get(PATH)).body.count).toBe(0)
  })
})

describe('[SV208] revoking a key', () => {
  it('has it refused from the next request on, and takes it from the list', async () => {
    const { key, callerWith } = await startTestServer()
    const { body } = await key.post(PATH, { name: 'Shop', scopes: ['*'] })
    const shop = callerWith(body.secret)
    const before = await shop.get('/tickets/')
    const revoked = await key.delete(`${PATH}${body.id}/`)
    const after = await shop.get('/tickets/')
    const again = await key.delete(`${PATH}${body.id}/`)
    expect([before, revoked, after, again].map(({ status }) => status)).toEqual([
      200, 204, 401, 404,
    ])
    expect((await key.get(PATH)).body.count).toBe(0)
  })

  it('is not done by the key itself, whose owner signs out instead', async () => {
    const test = await startTestServer()
    const grace = await addAgent(test)
    const [own] = (await grace.get(PATH)).body.results
    const refused = await grace.delete(`${PATH}${own.id}/`)
    expect([refused.status, refused.body.code]).toEqual([409, 'conflict'])
    expect((await grace.get(PATH)).status).toBe(200)
  })
})

describe('[SV212] a key made with a key', () => {
  it('goes with the agent whose key it was, and so does one that it has made itself', async () => {
    const test = await startTestServer()
    const grace = await addAgent(test)
    const [first, ofServer] = [
      await grace.post(PATH, { name: 'First', scopes: ['*'] }),
      await test.key.post(PATH, { name: "A server's", scopes: ['*'] }),
    ]
    const second = await test
      .callerWith(first.body.secret)
      .post(PATH, { name: 'Second', scopes: ['*'] })
    const callers = [first, second, ofServer].map(({ body }) => test.callerWith(body.secret))
    const statuses = (): Promise<number[]> =>
      Promise.all(callers.map(async (caller) => (await caller.get('/tickets/')).status))
    expect(await statuses()).toEqual([200, 200, 200])
    await inStore(test.place, (tx) => removeAgent(tx, 1, 'grace@team.test'))
    expect(await statuses()).toEqual([401, 401, 200])
  })

  it.each([
    ['without an end', null],
    ['with a later end', 120_000],
  ])('%s ends with that one', async (_, afterMs) => {
    const test = await startTestServer()
    const grace = await addAgent(test)
    const end = test.clock.now() + 60_000
    await inDatabase(test.place, (db) =>
      db
        .updateTable('api_keys')
        .set({ expires_at: end })
        .where('agent_id', '=', grace.id)
        .execute(),
    )
    const expires_at = afterMs === null ? null : new Date(test.clock.now() + afterMs).toISOString()
    const made = await grace.post(PATH, { name: 'Long', scopes: ['*'], expires_at })
    expect([made.status, made.body.expires_at]).toEqual([201, new Date(end).toISOString()])
  })
})
