import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../limits/limit-settings.ts'
import { addAgent } from '../testing/agents.ts'
import { askRaw } from '../testing/attacks/ask.ts'
import { inDatabase, inStore } from '../testing/test-database.ts'
import { type Answer, startTestServer, type TestServer } from '../testing/test-server.ts'
import { removeAgent } from './agents.ts'
import { AGENT_KEY_MS, LINK_MS } from './sign-in.ts'

const EMAIL = 'grace@team.test'

const requestLink = (server: TestServer, email = EMAIL): Promise<Answer> =>
  askRaw(server, '/api/agents/v1/sign_in_link', { body: JSON.stringify({ email }) })

const redeem = (server: TestServer, token: string): Promise<Answer> =>
  askRaw(server, '/api/agents/v1/sign_in', { body: JSON.stringify({ token }) })

/** Texts of the mails with a link, oldest first. */
async function mailsOf({ place }: TestServer): Promise<{ recipient: string; text: string }[]> {
  return await inDatabase(place, (db) =>
    db
      .selectFrom('mails')
      .select(['recipient', 'text'])
      .where('kind', '=', 'sign_in')
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
  )
}

async function mailedToken(server: TestServer): Promise<string> {
  // Mails of one moment have no order.
  await server.clock.advance(1)
  await requestLink(server)
  return /pls_[\w-]{43}/.exec((await mailsOf(server)).at(-1)?.text ?? '')?.[0] ?? 'none'
}

const onAgents = (path: string): string => `/../agents/${path}`

describe('[SV142] a sign-in link', () => {
  it('is mailed to whoever has the address, and leads into the inbox behind a #', async () => {
    const server = await startTestServer({ publicUrl: 'https://chat.example.com' })
    await addAgent(server)
    expect(await requestLink(server, ` ${EMAIL.toUpperCase()} `)).toEqual({
      status: 200,
      body: { ok: true },
    })
    const mails = await mailsOf(server)
    expect(mails).toMatchObject([{ recipient: EMAIL }])
    expect(mails[0]?.text).toMatch(/^https:\/\/chat\.example\.com\/inbox\/#sign-in=pls_\S{43}$/m)
  })

  it('does not show whether anybody has an address', async () => {
    const server = await startTestServer()
    await addAgent(server)
    expect(await requestLink(server, 'nobody@team.test')).toEqual(await requestLink(server))
    expect(await mailsOf(server)).toHaveLength(1)
  })

  it('is worth a key once, within a quarter of an hour', async () => {
    const server = await startTestServer()
    const grace = await addAgent(server)
    const token = await mailedToken(server)
    const first = await redeem(server, token)
    const again = await redeem(server, token)
    expect(first).toMatchObject({
      status: 200,
      body: { project: 1, agent: { id: grace.id, name: 'Grace', email: EMAIL } },
    })
    expect([again.status, again.body.attr]).toEqual([400, 'token'])
    const late = await mailedToken(server)
    server.clock.setNow(server.clock.now() + LINK_MS)
    expect((await redeem(server, late)).body).toEqual(again.body)
  })

  it('is worth one key when two come at once', async () => {
    const server = await startTestServer()
    await addAgent(server)
    const token = await mailedToken(server)
    const answers = await Promise.all([1, 2, 3].map(() => redeem(server, token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
  })

  it('is nowhere in the database but in its mail', async () => {
    const server = await startTestServer()
    await addAgent(server)
    const token = await mailedToken(server)
    const links = await inDatabase(server.place, (db) =>
      db.selectFrom('sign_in_links').selectAll().execute(),
    )
    expect([links.length, JSON.stringify(links).includes(token)]).toEqual([1, false])
  })

  it('is mailed three times in an hour, and guessed ten times', async () => {
    const server = await startTestServer({ limits: DEFAULT_LIMITS })
    await addAgent(server)
    for (let n = 0; n < 5; n++) expect((await requestLink(server)).status).toBe(200)
    expect(await mailsOf(server)).toHaveLength(3)
    const guess = (): Promise<Answer> =>
      askRaw(server, '/api/agents/v1/sign_in', {
        from: '198.51.100.1',
        body: JSON.stringify({ token: `pls_${'a'.repeat(43)}` }),
      })
    const guesses: number[] = []
    for (let n = 0; n < 11; n++) guesses.push((await guess()).status)
    expect(guesses).toEqual([...Array(10).fill(400), 429])
  })
})

describe("[SV143] an agent's key", () => {
  it('knows whose it is, ends after 30 days, and can be given back', async () => {
    const server = await startTestServer()
    const grace = await addAgent(server)
    const signedIn = (await redeem(server, await mailedToken(server))).body
    const key = server.callerWith(signedIn.api_key)
    expect((await key.get(onAgents('me/'))).body).toMatchObject({ id: grace.id, email: EMAIL })
    const other = server.callerWith((await redeem(server, await mailedToken(server))).body.api_key)
    expect((await key.post(onAgents('sign_out/'))).status).toBe(204)
    expect([(await key.get('/tickets/')).status, (await other.get('/tickets/')).status]).toEqual([
      401, 200,
    ])
    server.clock.setNow(server.clock.now() + AGENT_KEY_MS)
    expect((await other.get('/tickets/')).status).toBe(401)
  })

  it('goes with the agent, and their links too', async () => {
    const server = await startTestServer()
    const grace = await addAgent(server)
    const token = await mailedToken(server)
    expect(await inStore(server.place, (tx) => removeAgent(tx, 1, EMAIL))).toBe(true)
    expect([(await grace.get('/tickets/')).status, (await redeem(server, token)).status]).toEqual([
      401, 400,
    ])
    expect((await server.key.get(onAgents(''))).body.results).toEqual([])
  })

  it('is no key of a server, which is nobody and gives nothing back', async () => {
    const { key } = await startTestServer()
    const [me, out] = [await key.get(onAgents('me/')), await key.post(onAgents('sign_out/'))]
    expect([me.status, out.status]).toEqual([404, 403])
  })
})
